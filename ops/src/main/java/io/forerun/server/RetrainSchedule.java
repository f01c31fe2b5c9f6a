package io.forerun.server;

/**
 * When to train next, in engine time: a period after the last try; eight times as often while there is no model, and while
 * forecasts miss what comes (drift). Not thread safe.
 */
final class RetrainSchedule {
    private static final int SOONER = 8;

    private final long everyMs;
    private long lastMs = -1;

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
        final boolean isDue = nowMs - lastMs >= (hasModel && !isDrifting ? everyMs : everyMs / SOONER);
        lastMs = isDue ? nowMs : lastMs;
        return isDue;
    }
}
