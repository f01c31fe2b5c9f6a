package io.forerun.plan;

/**
 * What became of a decision.
 *
 * @param state where it stands
 * @param text why, for people; may be empty
 */
public record Outcome(State state, String text) {
    /** The first four in the order of OutcomeRecord in the journal. */
    public enum State {
        /** Sent, nothing heard yet. */
        PENDING,
        /** Capacity is there. */
        RUNNING,
        /** The provisioner will not do it: quota, permission. */
        REFUSED,
        /** It was tried and did not work. */
        FAILED,
        /** Never sent, as the mode forbids it. */
        NOT_SENT
    }

    static final Outcome PENDING = new Outcome(State.PENDING, "");
    static final Outcome NOT_SENT = new Outcome(State.NOT_SENT, "");

    /** As it is shown: pending, running, refused: why, not-sent. */
    @Override
    public String toString() {
        final String name = switch (state) {
            case PENDING -> "pending";
            case RUNNING -> "running";
            case REFUSED -> "refused";
            case FAILED -> "failed";
            case NOT_SENT -> "not-sent";
        };
        return text.isEmpty() ? name : name + ": " + text;
    }
}
