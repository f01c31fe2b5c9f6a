package io.forerun.server;

/**
 * When to train next, in engine time: a period after the last try; eight times as often while there is no model, and while
 * forecasts miss what comes (drift). Not thread safe.
 */
final class RetrainSchedule {
    private static final int SOONER = 8;

    private final long everyMs;
    private long lastMs = -1;
    private long nextMs;

    RetrainSchedule(final RetrainConfig config) {
        everyMs = config.everyMs();
    }

    /** Whether it is time, a try from now on counted as made; the first time asked only starts the clock. */
    boolean isDue(final long nowMs, final boolean hasModel, final boolean isDrifting) {
        if (everyMs == 0) {
            return false;
        }
        if (lastMs < 0) {
            lastMs = nowMs;
        }
        final long periodMs = hasModel && !isDrifting ? everyMs : everyMs / SOONER;
        final boolean isDue = nowMs - lastMs >= periodMs;
        lastMs = isDue ? nowMs : lastMs;
        nextMs = lastMs + periodMs;
        return isDue;
    }

    /** Whether there is anything to be due. */
    boolean isOn() {
        return everyMs > 0;
    }

    /** When the next one is due, as far as was known when last asked; 0 before. */
    long nextMs() {
        return nextMs;
    }
}
