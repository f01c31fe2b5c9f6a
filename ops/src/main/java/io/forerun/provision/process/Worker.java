package io.forerun.provision.process;

/** What one process of ours remembers of a worker; a restarted one begins with nothing. */
final class Worker {
    private final long sinceMs;
    private boolean served;
    private boolean serves;
    private long failingMs = -1;
    private long stoppedMs = -1;
    private boolean drained;
    private boolean terminated;

    Worker(final long nowMs) {
        sinceMs = nowMs;
    }

    void checked(final boolean healthy, final long nowMs) {
        serves = healthy;
        served |= healthy;
        failingMs = healthy ? -1 : failingMs < 0 ? nowMs : failingMs;
    }

    boolean serves() {
        return serves;
    }

    boolean served() {
        return served;
    }

    /** Whether it served once, or had time enough to, and does not. */
    boolean unhealthy(final long nowMs, final int startMs) {
        return !serves && (served || nowMs - sinceMs >= startMs);
    }

    /** Whether it has not served for so long that it shall be replaced. */
    boolean lost(final long nowMs, final int startMs) {
        return !serves && nowMs - (served ? failingMs : sinceMs) >= startMs;
    }

    /** How long ago it was first seen to be unwanted. */
    long stoppedForMs(final long nowMs) {
        if (stoppedMs < 0) {
            stoppedMs = nowMs;
        }
        return nowMs - stoppedMs;
    }

    /** Whether it is to be told to drain; true once. */
    boolean firstDrain() {
        final boolean first = !drained;
        drained = true;
        return first;
    }

    /** Whether it is to be told to end; true once. */
    boolean firstTerm() {
        final boolean first = !terminated;
        terminated = true;
        return first;
    }
}
