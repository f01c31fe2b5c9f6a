package io.forerun.core;

import java.util.List;

/**
 * What one user is expected to do.
 *
 * @param atMs end of the newest closed bucket, milliseconds since the epoch
 * @param stepMs length of a step
 * @param mean expected requests per step
 * @param quantiles [ForecastTable.QUANTILES] of requests per step, the same for every step
 * @param confidence probability that the count of a step equals the rounded median
 * @param cpuUsPerRequest mean CPU, microseconds
 * @param memoryKibSPerRequest mean memory, KiB-seconds
 * @param gpuUsPerRequest mean GPU, microseconds
 * @param steps number of steps
 * @param nextActions most probable next actions, best first
 * @param nextObjects most probable next data, best first
 * @param readiness 0 to 1: grows with the number of records seen
 */
public record UserForecast(
        long atMs,
        int stepMs,
        double mean,
        double[] quantiles,
        double confidence,
        double cpuUsPerRequest,
        double memoryKibSPerRequest,
        double gpuUsPerRequest,
        int steps,
        List<NextAction> nextActions,
        List<NextObject> nextObjects,
        double readiness) {

    /** An action and the probability that it comes next. */
    public record NextAction(String action, double probability) {}

    /** Data and the probability that it is touched next. */
    public record NextObject(String object, double probability) {}

    /** Expected events in the next {@code minutes}. */
    public double expectedEvents(final int minutes) {
        return mean * minutes * 60_000.0 / stepMs;
    }
}
