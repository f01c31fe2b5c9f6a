package io.forerun.plan;

/** Why a plan was not followed. */
public enum DropReason {
    /** A newer one, or the same, was followed before. */
    SUPERSEDED("plan-superseded"),
    /** Capacity has changed since it was made. */
    CAPACITY_CHANGED("plan-capacity-changed"),
    /** The mode has changed since it was made. */
    MODE_CHANGED("plan-mode-changed"),
    /** It is older than two cadences. */
    STALE("plan-stale");

    private final String guard;

    DropReason(final String guard) {
        this.guard = guard;
    }

    /**
     * Why a plan is not followed, null where it is.
     *
     * @param followed the plan followed so far, null before any
     * @param oldestMs plans based on an earlier tick are stale
     */
    static DropReason of(
            final Plan plan,
            final Plan followed,
            final long capacityRevision,
            final int modeRevision,
            final long oldestMs) {
        if (followed != null && plan.basedOnMs() <= followed.basedOnMs()) {
            return SUPERSEDED;
        }
        if (plan.capacityRevision() != capacityRevision) {
            return CAPACITY_CHANGED;
        }
        if (plan.modeRevision() != modeRevision) {
            return MODE_CHANGED;
        }
        return plan.basedOnMs() < oldestMs ? STALE : null;
    }

    /** Name of the guard in decisions. */
    public String guard() {
        return guard;
    }
}
