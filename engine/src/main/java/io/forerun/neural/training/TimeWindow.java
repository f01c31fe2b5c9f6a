package io.forerun.neural.training;

/**
 * The stretch of time whose events and silences count; what came before is known, what comes after is not.
 *
 * @param fromMs begin
 * @param toMs end, exclusive
 */
public record TimeWindow(long fromMs, long toMs) {
    public TimeWindow {
        if (toMs <= fromMs) {
            throw new IllegalArgumentException("window: from=" + fromMs + ", to=" + toMs + ", needed=from < to");
        }
    }

    boolean contains(final long timeMs) {
        return timeMs >= fromMs && timeMs < toMs;
    }
}
