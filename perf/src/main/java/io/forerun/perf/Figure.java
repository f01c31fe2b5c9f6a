package io.forerun.perf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found: medians over its laps.
 *
 * @param what which benchmark
 * @param records records of a lap
 * @param perSecond records per second of each lap
 * @param limitName what the limit is
 * @param limitPerSecond the limit's records per second in each lap, taken right before or behind it
 * @param busy share of a core that each thread took in the last lap, empty where one thread did all
 */
record Figure(
        String what,
        long records,
        double[] perSecond,
        String limitName,
        double[] limitPerSecond,
        List<Map.Entry<String, Double>> busy) {

    double median() {
        return median(perSecond);
    }

    double limit() {
        return median(limitPerSecond);
    }

    /** Median of the laps' own ratios: a slow phase of the machine hits both sides of a lap. */
    double ratio() {
        final double[] ratios = new double[perSecond.length];
        Arrays.setAll(ratios, lap -> perSecond[lap] / limitPerSecond[lap]);
        return median(ratios);
    }

    /** CPU time per record of a thread with this share: steadier than the rate where others use the machine, too. */
    double cpuNsPerRecord(final double share) {
        return share * 1e9 / perSecond[perSecond.length - 1];
    }

    double lowest() {
        return Arrays.stream(perSecond).min().orElse(Double.NaN);
    }

    double highest() {
        return Arrays.stream(perSecond).max().orElse(Double.NaN);
    }

    private static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
