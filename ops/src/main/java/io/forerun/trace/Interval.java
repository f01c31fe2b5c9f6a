package io.forerun.trace;

/**
 * A stretch of time.
 *
 * @param fromMs begin, milliseconds since the epoch
 * @param toMs end, exclusive; later than the begin
 */
public record Interval(long fromMs, long toMs) {
    public Interval {
        if (toMs <= fromMs) {
            throw new IllegalArgumentException("interval: to=" + toMs + ", allowed=later than from=" + fromMs);
        }
    }

    /** Whether a moment lies within it. */
    public boolean contains(final long timeMs) {
        return timeMs >= fromMs && timeMs < toMs;
    }
}
