package io.forerun.provision.control;

/**
 * Keeps calls from a provider that does not answer (Nygard, Release It!, 2007): after so many failures in a row none is made for a
 * while, then one as a probe; each failed probe doubles the while. One thread.
 */
final class CircuitBreaker {
    /** What it does with calls. */
    enum State {
        CLOSED,
        OPEN,
        /** The next call decides. */
        PROBING
    }

    private static final int FAILURES = 5;
    private static final long SHORTEST_MS = 30_000;
    private static final long LONGEST_MS = 300_000;

    private int failures;
    private long waitMs = SHORTEST_MS;
    private long openUntilMs = Long.MIN_VALUE;
    private boolean open;

    /** Whether a call may be made now. */
    boolean allows(final long nowMs) {
        return state(nowMs) != State.OPEN;
    }

    State state(final long nowMs) {
        if (!open) {
            return State.CLOSED;
        }
        return nowMs < openUntilMs ? State.OPEN : State.PROBING;
    }

    void succeeded() {
        failures = 0;
        open = false;
        waitMs = SHORTEST_MS;
    }

    void failed(final long nowMs) {
        failures++;
        if (open) {
            waitMs = Math.min(LONGEST_MS, 2 * waitMs);
            openUntilMs = nowMs + waitMs;
        } else if (failures >= FAILURES) {
            open = true;
            openUntilMs = nowMs + waitMs;
        }
    }
}
