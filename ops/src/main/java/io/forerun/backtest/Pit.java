package io.forerun.backtest;

import io.forerun.forecast.ForecastTable;

/**
 * Randomised probability integral transform of counts (Brockwell 2007; Czado, Gneiting, Held 2009): where in the forecast
 * distribution a count lies, spread evenly over the probability of that count, so that it is uniform where the forecast is
 * right, also for small counts. Between the quantiles held, and half a count to either side, the distribution is taken as
 * linear.
 */
public final class Pit {
    private Pit() {}

    /**
     * The transform of one count.
     *
     * @param share 0 to 1, at random
     */
    public static double of(
            final ForecastTable table, final int series, final int step, final double count, final double share) {
        final double low = cdf(table, series, step, count - 0.5);
        final double high = cdf(table, series, step, count + 0.5);
        return low + share * (high - low);
    }

    /** Probability of at most so much demand; beyond the levels held it goes on as steeply as at their end. */
    static double cdf(final ForecastTable table, final int series, final int step, final double value) {
        final int lastIndex = ForecastTable.QUANTILES - 1;
        if (value < 0) {
            return 0;
        }
        int above = 0;
        while (above <= lastIndex && table.quantile(series, step, above) <= value) {
            above++;
        }
        final int index = Math.clamp(above, 1, lastIndex);
        final double left = table.quantile(series, step, index - 1);
        final double right = table.quantile(series, step, index);
        final double leftLevel = ForecastTable.level(index - 1);
        final double rightLevel = ForecastTable.level(index);
        if (right == left) {
            return value < left ? 0 : 1;
        }
        final double level = leftLevel + (value - left) / (right - left) * (rightLevel - leftLevel);
        return Math.clamp(level, 0, 1);
    }
}
