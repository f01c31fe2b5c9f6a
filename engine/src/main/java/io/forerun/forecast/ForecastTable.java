package io.forerun.forecast;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All demand curves as of one tick: immutable, so any thread may keep and read it. Series 0 is {@code total}; the others
 * are {@code service/region}. Steps count from 1: step h is the bucket that ends h buckets after {@link #atMs()}.
 */
public final class ForecastTable {
    /** The quantiles held for each step. */
    private static final double[] LEVELS = {.05, .10, .25, .50, .75, .90, .95, .99};

    /** Index of the median among the quantiles. */
    public static final int MEDIAN = 3;

    /** How many quantiles each step has. */
    public static final int QUANTILES = LEVELS.length;

    private final long atMs;
    private final ForecastConfig config;
    private final List<String> names;
    private final Map<String, Integer> indexByName;
    private final Curve[] curves;
    private final BitSet drifting;

    /**
     * One series' curve.
     *
     * @param mean [steps] expected requests per bucket
     * @param variance [steps] of the same
     * @param confidence [steps] probability that actual lies within the configured tolerance of the median
     * @param quantiles [steps * QUANTILES] step-major, non-decreasing within a step
     * @param lastObserved requests in the newest closed bucket; NaN where it was not observed
     * @param cpuUsPerRequest mean CPU microseconds per request
     * @param memoryKibSPerRequest mean KiB-seconds of memory per request
     * @param gpuUsPerRequest mean GPU microseconds per request
     * @param readiness how much of what the experts need has been seen
     */
    public record Curve(
            float[] mean,
            float[] variance,
            float[] confidence,
            float[] quantiles,
            float lastObserved,
            double cpuUsPerRequest,
            double memoryKibSPerRequest,
            double gpuUsPerRequest,
            Readiness readiness) {}

    ForecastTable(
            final long atMs,
            final ForecastConfig config,
            final List<String> names,
            final Map<String, Integer> indexByName,
            final Curve[] curves,
            final BitSet drifting) {
        this.atMs = atMs;
        this.config = config;
        this.names = names;
        this.indexByName = indexByName;
        this.curves = curves;
        this.drifting = drifting;
    }

    /** A table made elsewhere than by the forecaster: tests, what-if. One curve per name; names differ. */
    public static ForecastTable of(
            final long atMs, final ForecastConfig config, final List<String> names, final List<Curve> curves) {
        final Map<String, Integer> indexByName = new HashMap<>();
        for (int index = 0; index < names.size(); index++) {
            indexByName.put(names.get(index), index);
        }
        return new ForecastTable(
                atMs, config, List.copyOf(names), indexByName, curves.toArray(Curve[]::new), new BitSet());
    }

    /** Level of quantile {@code index}, 0 to 1. */
    public static double level(final int index) {
        return LEVELS[index];
    }

    /** End of the newest closed bucket, milliseconds since the epoch; step 1 starts here. */
    public long atMs() {
        return atMs;
    }

    /** Bucket length and number of steps. */
    public ForecastConfig config() {
        return config;
    }

    /** Names by series index; index 0 is total. */
    public List<String> names() {
        return names;
    }

    /** Index of a series, -1 where there is none of that name. */
    public int indexOf(final String name) {
        final int index = indexByName.getOrDefault(name, -1);
        return index < curves.length ? index : -1; // The map may be shared and know of series opened since.
    }

    /** Curve of a series. The arrays are not copied: do not write to them. */
    public Curve curve(final int series) {
        return curves[series];
    }

    /** Whether demand has lately strayed from its quantiles for longer than chance explains: expect worse than they say. */
    public boolean isDrifting(final int series) {
        return drifting.get(series);
    }

    /** Quantile {@code index} of step {@code step} (1 and up), requests per bucket. */
    public double quantile(final int series, final int step, final int index) {
        return curves[series].quantiles()[(step - 1) * QUANTILES + index];
    }

    /**
     * Quantile of any level, linear between the levels held and flat outside them.
     *
     * @param tau 0 to 1
     */
    public double quantileAt(final int series, final int step, final double tau) {
        if (tau <= LEVELS[0]) {
            return quantile(series, step, 0);
        }
        for (int index = 1; index < QUANTILES; index++) {
            if (tau <= LEVELS[index]) {
                final double share = (tau - LEVELS[index - 1]) / (LEVELS[index] - LEVELS[index - 1]);
                final double low = quantile(series, step, index - 1);
                return low + share * (quantile(series, step, index) - low);
            }
        }
        return quantile(series, step, QUANTILES - 1);
    }

    /**
     * Probability that demand in a step exceeds a value, from the same piecewise linear distribution; .05 below and .01
     * above the levels held.
     */
    public double exceedance(final int series, final int step, final double value) {
        if (value < quantile(series, step, 0)) {
            return 1 - LEVELS[0];
        }
        for (int index = 1; index < QUANTILES; index++) {
            final double high = quantile(series, step, index);
            if (value < high) {
                final double low = quantile(series, step, index - 1);
                final double share = high > low ? (value - low) / (high - low) : 1;
                return 1 - (LEVELS[index - 1] + share * (LEVELS[index] - LEVELS[index - 1]));
            }
        }
        return 1 - LEVELS[QUANTILES - 1];
    }
}
