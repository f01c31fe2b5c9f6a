package io.forerun.perf;

import org.HdrHistogram.Histogram;

/**
 * How long single steps took.
 *
 * @param of what a step is
 * @param ns nanoseconds of each
 */
record Latency(String of, Histogram ns) {
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    /** Without a step yet; recording allocates nothing, longer steps count as a minute. */
    static Latency of(final String step) {
        return new Latency(step, new Histogram(HIGHEST_NS, DIGITS));
    }

    void record(final long tookNs) {
        ns.recordValue(Math.clamp(tookNs, 0, HIGHEST_NS));
    }

    double us(final double percentile) {
        return ns.getValueAtPercentile(percentile) / 1e3;
    }

    double maxUs() {
        return ns.getMaxValue() / 1e3;
    }
}
