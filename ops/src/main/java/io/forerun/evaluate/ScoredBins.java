package io.forerun.evaluate;

import io.forerun.backtest.Pit;
import io.forerun.forecast.ForecastTable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What was forecast for the bins of one series from one distance, beside what came: a column per figure, a row per scored
 * bin in order of time. Values are in the series' own unit.
 */
public final class ScoredBins {
    private static final int LEVELS = 9; // .1 .2 ... .9
    private static final int HALF_HOUR_MS = 1_800_000;
    private static final int DAY_MS = 86_400_000;

    private final BinnedSeries series;
    private final int step;
    private int size;
    private int[] bins = new int[256];
    private float[] quantiles = new float[256 * ForecastTable.QUANTILES];
    private double[] losses = new double[256];
    private double[] below = new double[256];
    private double[] upTo = new double[256];
    private float[] confidences = new float[256];
    private final BitSet drifting = new BitSet();

    ScoredBins(final BinnedSeries series, final int step) {
        this.series = series;
        this.step = step;
    }

    /** Bins from the origin of a forecast to the end of its bin. */
    int step() {
        return step;
    }

    /** Scores the forecast for a bin that was observed, made {@link #step} bins before its end. */
    void add(final ForecastTable table, final int tableSeries, final int bin) {
        if (size == bins.length) {
            grow();
        }
        final double units = series.unitsPerValue();
        final int actual = series.units(bin);
        double loss = 0;
        for (int level = 1; level <= LEVELS; level++) {
            final double tau = level / 10.0;
            final double error = actual - table.quantileAt(tableSeries, step, tau);
            loss += 2 * Math.max(tau * error, (tau - 1) * error);
        }
        bins[size] = bin;
        losses[size] = loss / LEVELS / units;
        below[size] = Pit.of(table, tableSeries, step, actual, 0);
        upTo[size] = Pit.of(table, tableSeries, step, actual, 1);
        drifting.set(size, table.isDrifting(tableSeries));
        confidences[size] = table.curve(tableSeries).confidence()[step - 1];
        for (int index = 0; index < ForecastTable.QUANTILES; index++) {
            quantiles[size * ForecastTable.QUANTILES + index] =
                    (float) (table.quantile(tableSeries, step, index) / units);
        }
        size++;
    }

    private void grow() {
        final int length = 2 * size;
        bins = Arrays.copyOf(bins, length);
        quantiles = Arrays.copyOf(quantiles, length * ForecastTable.QUANTILES);
        losses = Arrays.copyOf(losses, length);
        below = Arrays.copyOf(below, length);
        upTo = Arrays.copyOf(upTo, length);
        confidences = Arrays.copyOf(confidences, length);
    }

    /** Rows. */
    public int size() {
        return size;
    }

    /** Number of the bin within its series; consecutive bins differ by 1. */
    public int bin(final int row) {
        return bins[row];
    }

    /** Begin of the bin, milliseconds since the epoch. */
    public long startMs(final int row) {
        return series.startMs(bins[row]);
    }

    /** What came. */
    public double actual(final int row) {
        return series.values()[bins[row]];
    }

    /** What was forecast, by index of the quantile as in {@link ForecastTable}. */
    public double quantile(final int row, final int index) {
        return quantiles[row * ForecastTable.QUANTILES + index];
    }

    /** The middle of the forecast. */
    double median(final int row) {
        return quantile(row, ForecastTable.MEDIAN);
    }

    /** Mean of twice the quantile losses at .1 to .9. */
    double loss(final int row) {
        return losses[row];
    }

    /** Share of the probability of the count that came which lies between two levels of its forecast distribution; see {@link Pit}. */
    double within(final int row, final double from, final double to) {
        final double width = upTo[row] - below[row];
        if (width <= 0) {
            return below[row] >= from && below[row] < to ? 1 : 0;
        }
        return Math.max(0, Math.min(upTo[row], to) - Math.max(below[row], from)) / width;
    }

    /** Stated probability that demand lies within the tolerance of the median. */
    double confidence(final int row) {
        return confidences[row];
    }

    /** Whether demand had strayed from its quantiles when the forecast was made, and the forecast said so. */
    boolean isDrifting(final int row) {
        return drifting.get(row);
    }

    /** The newest bin at the origin; like all simple forecasts NaN where it cannot be known. */
    double last(final int row) {
        return series.sum(origin(row), 1);
    }

    /** Mean of the last half hour before the origin, of one bin where those are longer. */
    double mean30(final int row) {
        final int count = Math.max(1, HALF_HOUR_MS / series.binMs());
        return series.sum(origin(row), count) / count;
    }

    /** The bin a day before. */
    double day(final int row) {
        return series.sum(bins[row] - DAY_MS / series.binMs(), 1);
    }

    /** The bin a week before. */
    double week(final int row) {
        return series.sum(bins[row] - 7 * (DAY_MS / series.binMs()), 1);
    }

    private int origin(final int row) {
        return bins[row] - step;
    }
}
