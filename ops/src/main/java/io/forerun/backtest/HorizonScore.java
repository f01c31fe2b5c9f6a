package io.forerun.backtest;

/**
 * How good the forecasts for one horizon were. NaN where nothing could be scored.
 *
 * @param minutes from origin to the end of the bin
 * @param bins bins scored
 * @param wmape sum of absolute errors of the median over the sum of demand
 * @param baselines the same for simple forecasts, each over the bins for which it exists
 * @param wql weighted quantile loss over the levels .1 to .9 of single buckets; levels not held are interpolated
 * @param wqlRatioSeasonalNaive wql over that of the bucket one day before, on the buckets that have one
 * @param coverage share of buckets inside the interval, counts spread at random over their place in the distribution
 * @param coverageRaw the same by plain comparison, both ends included
 * @param confidenceEce mean distance of stated confidence from the share of hits, over 10 bins of confidence
 */
public record HorizonScore(
        int minutes,
        long bins,
        double wmape,
        Baselines baselines,
        double wql,
        double wqlRatioSeasonalNaive,
        Coverage coverage,
        Coverage coverageRaw,
        double confidenceEce) {
    /**
     * wMAPE of simple forecasts.
     *
     * @param last the newest bin before the origin
     * @param mean30 mean of the last 30 minutes
     * @param day the same bin a day before
     * @param week the same bin a week before
     */
    public record Baselines(double last, double mean30, double day, double week) {}

    /** Shares inside the central 50, 80 and 90 % intervals. */
    public record Coverage(double within50, double within80, double within90) {}
}
