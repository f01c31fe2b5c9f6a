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

    /** Name of the guard in decisions. */
    public String guard() {
        return guard;
    }
}
