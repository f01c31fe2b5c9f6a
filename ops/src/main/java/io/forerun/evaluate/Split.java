package io.forerun.evaluate;

import java.time.Instant;

/**
 * Where training ends and the test begins and ends, in milliseconds since the epoch, all on borders of bins.
 *
 * @param fromMs begin of the first bin
 * @param testFromMs begin of the first bin that may be scored
 * @param testToMs end of the last bin that may be scored
 */
public record Split(long fromMs, long testFromMs, long testToMs) {
    private static final double TEST_SHARE = 0.2;

    /**
     * Cuts a span as asked: by default its last fifth is the test, one bin at least.
     *
     * @param what the trace or series, for messages
     * @param fromMs begin of the first bin
     * @param spanToMs time by which nearly all has come: the default end
     * @param endMs end of the last bin with anything in it: the latest end
     */
    static Split of(
            final String what,
            final EvaluationConfig config,
            final int binMs,
            final long fromMs,
            final long spanToMs,
            final long endMs) {
        final long testToMs = config.testToMs() == EvaluationConfig.UNSET
                ? spanToMs
                : Math.min(floor(config.testToMs(), binMs), endMs);
        final long testFromMs = config.testFromMs() == EvaluationConfig.UNSET
                ? Math.min(testToMs - binMs, ceil(testToMs - (long) ((testToMs - fromMs) * TEST_SHARE), binMs))
                : Math.max(fromMs, ceil(Math.min(config.testFromMs(), endMs), binMs));
        if (testFromMs >= testToMs || testFromMs < fromMs) {
            final boolean isTo = config.testToMs() != EvaluationConfig.UNSET && config.testFromMs() < endMs;
            throw new IllegalArgumentException(
                    (isTo ? value("--test-to", config.testToMs()) : value("--test-from", config.testFromMs()))
                            + " leaves nothing to test, allowed=" + Instant.ofEpochMilli(fromMs) + " to "
                            + Instant.ofEpochMilli(endMs) + ", where " + what + " has data");
        }
        return new Split(fromMs, testFromMs, testToMs);
    }

    private static String value(final String option, final long timeMs) {
        return option + ": value=" + (timeMs == EvaluationConfig.UNSET ? "none" : Instant.ofEpochMilli(timeMs));
    }

    private static long floor(final long timeMs, final int binMs) {
        return timeMs / binMs * binMs;
    }

    private static long ceil(final long timeMs, final int binMs) {
        return Math.ceilDiv(timeMs, binMs) * binMs;
    }
}
