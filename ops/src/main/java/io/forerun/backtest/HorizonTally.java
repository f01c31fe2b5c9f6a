package io.forerun.backtest;

import io.forerun.forecast.ForecastTable;
import java.util.SplittableRandom;

/** Sums behind one {@link HorizonScore}. */
final class HorizonTally {
    private static final int LEVELS = 9; // .1 .2 ... .9
    private static final int CONFIDENCE_BINS = 10;
    private static final double[] TAILS = {0.25, 0.1, 0.05}; // of the 50, 80 and 90 % intervals

    private final int minutes;
    private final int step;
    private final double tolerance;
    private final SplittableRandom random;
    private final Ratio own = new Ratio();
    private final Ratio last = new Ratio();
    private final Ratio mean30 = new Ratio();
    private final Ratio day = new Ratio();
    private final Ratio week = new Ratio();
    private final Ratio loss = new Ratio();
    private final Ratio lossBesideNaive = new Ratio();
    private final Ratio naiveLoss = new Ratio();
    private final long[] within = new long[TAILS.length];
    private final long[] withinRaw = new long[TAILS.length];
    private final long[] claims = new long[CONFIDENCE_BINS];
    private final double[] claimed = new double[CONFIDENCE_BINS];
    private final long[] hits = new long[CONFIDENCE_BINS];
    private long bins;
    private long buckets;

    HorizonTally(final int minutes, final int step, final double tolerance, final SplittableRandom random) {
        this.minutes = minutes;
        this.step = step;
        this.tolerance = tolerance;
        this.random = random;
    }

    int step() {
        return step;
    }

    /** One bin: what came, what was forecast, and what simple forecasts said, NaN where one said nothing. */
    void bin(
            final double actual,
            final double median,
            final double lastBin,
            final double meanBin,
            final double dayBefore,
            final double weekBefore) {
        bins++;
        own.add(Math.abs(actual - median), actual);
        last.add(Math.abs(actual - lastBin), actual);
        mean30.add(Math.abs(actual - meanBin), actual);
        day.add(Math.abs(actual - dayBefore), actual);
        week.add(Math.abs(actual - weekBefore), actual);
    }

    /** One bucket, and the one a day before it, NaN where that is unknown. */
    void bucket(final ForecastTable table, final int series, final double actual, final double dayBefore) {
        buckets++;
        double sum = 0;
        for (int level = 1; level <= LEVELS; level++) {
            final double tau = level / 10.0;
            final double error = actual - table.quantileAt(series, step, tau);
            sum += 2 * Math.max(tau * error, (tau - 1) * error);
        }
        loss.add(sum / LEVELS, actual);
        if (!Double.isNaN(dayBefore)) {
            lossBesideNaive.add(sum / LEVELS, actual);
            naiveLoss.add(Math.abs(actual - dayBefore), actual); // pinball losses of a point average to this
        }
        final double transform = Pit.of(table, series, step, actual, random.nextDouble());
        for (int index = 0; index < TAILS.length; index++) {
            final double tail = TAILS[index];
            within[index] += transform >= tail && transform <= 1 - tail ? 1 : 0;
            final boolean inside = actual >= table.quantileAt(series, step, tail)
                    && actual <= table.quantileAt(series, step, 1 - tail);
            withinRaw[index] += inside ? 1 : 0;
        }
        claim(table.curve(series).confidence()[step - 1], table.quantile(series, step, ForecastTable.MEDIAN), actual);
    }

    HorizonScore score() {
        return new HorizonScore(
                minutes,
                bins,
                own.value(),
                new HorizonScore.Baselines(last.value(), mean30.value(), day.value(), week.value()),
                loss.value(),
                lossBesideNaive.value() / naiveLoss.value(),
                coverage(within),
                coverage(withinRaw),
                expectedCalibrationError());
    }

    private void claim(final double confidence, final double median, final double actual) {
        final int bin = Math.clamp((int) (confidence * CONFIDENCE_BINS), 0, CONFIDENCE_BINS - 1);
        claims[bin]++;
        claimed[bin] += confidence;
        hits[bin] += Math.abs(actual - median) <= tolerance * median ? 1 : 0;
    }

    private HorizonScore.Coverage coverage(final long[] inside) {
        final double all = buckets; // 0 gives NaN: nothing was scored
        return new HorizonScore.Coverage(inside[0] / all, inside[1] / all, inside[2] / all);
    }

    private double expectedCalibrationError() {
        double error = 0;
        for (int bin = 0; bin < CONFIDENCE_BINS; bin++) {
            error += Math.abs(claimed[bin] - hits[bin]);
        }
        return error / buckets;
    }

    /** A sum of errors over a sum of demand; errors that are NaN count on neither side. */
    private static final class Ratio {
        private double errors;
        private double weights;

        void add(final double error, final double weight) {
            if (!Double.isNaN(error)) {
                errors += error;
                weights += weight;
            }
        }

        double value() {
            return weights > 0 ? errors / weights : Double.NaN;
        }
    }
}
