package io.forerun.core;

import java.util.List;

/**
 * What one user is expected to do.
 *
 * @param atMs end of the newest closed bucket, milliseconds since the epoch
 * @param stepMs length of a step
 * @param mean [steps] expected requests
 * @param quantiles [steps][ForecastTable.QUANTILES] of requests
 * @param confidence [steps] probability that the count equals the rounded median
 * @param cpuUsPerRequest mean CPU, microseconds
 * @param memoryKibSPerRequest mean memory, KiB-seconds
 * @param gpuUsPerRequest mean GPU, microseconds
 * @param nextActions most probable next actions, best first
 * @param nextObjects most probable next data, best first
 * @param expectedActions what the expected events are, most expected first; by horizon they add up to {@link #expectedEvents}
 * @param readiness 0 to 1: grows with the number of records seen
 */
public record UserForecast(
        long atMs,
        int stepMs,
        double[] mean,
        double[][] quantiles,
        double[] confidence,
        double cpuUsPerRequest,
        double memoryKibSPerRequest,
        double gpuUsPerRequest,
        List<NextAction> nextActions,
        List<NextObject> nextObjects,
        List<ExpectedAction> expectedActions,
        double readiness) {

    /** Horizons of what is expected, minutes. */
    public static final List<Integer> HORIZON_MINUTES = List.of(5, 15, 30);

    /** Name of an entry that stands for all actions without one of their own. */
    public static final String OTHER_ACTIONS = "";

    /**
     * An action and how often it is expected.
     *
     * @param action its name, or {@link #OTHER_ACTIONS}
     * @param events expected within each of {@link #HORIZON_MINUTES}
     */
    public record ExpectedAction(String action, List<Double> events) {}

    /** An action and the probability that it comes next. */
    public record NextAction(String action, double probability) {}

    /** Data and the probability that it is touched next. */
    public record NextObject(String object, double probability) {}

    /** Number of steps. */
    public int steps() {
        return mean.length;
    }

    /** Expected events in the next {@code minutes}, as far as there are steps. */
    public double expectedEvents(final int minutes) {
        return expectedEvents(mean, stepMs, minutes);
    }

    static double expectedEvents(final double[] mean, final int stepMs, final int minutes) {
        double events = 0;
        double left = minutes * 60_000.0 / stepMs;
        for (int step = 0; step < mean.length && left > 0; step++) {
            events += mean[step] * Math.min(1, left);
            left--;
        }
        return events;
    }
}
