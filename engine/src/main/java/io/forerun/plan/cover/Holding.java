package io.forerun.plan.cover;

import io.forerun.forecast.ForecastTable;

/**
 * What to hold capacity for, as of one table.
 *
 * @param rule followed; null while there is too little evidence to choose one
 * @param present requests per bucket that the rule holds for a crowd, whatever is forecast
 * @param usual requests per bucket that it holds at all times
 */
public record Holding(CoverRule rule, double present, double usual) {
    /** No evidence yet. */
    public static final Holding UNKNOWN = new Holding(null, 0, 0);

    /** Whether there is a rule to follow. */
    public boolean known() {
        return rule != null;
    }

    /** Requests per bucket to hold in a step (1 and up) of a series. */
    public double level(final ForecastTable table, final int series, final int step) {
        return Math.max(forecast(table, series, step), floor());
    }

    /** Requests per bucket to hold by what is forecast alone. */
    public double forecast(final ForecastTable table, final int series, final int step) {
        return forecast(table, series, step, rule.spread());
    }

    /** Requests per bucket that it holds whatever is forecast. */
    public double floor() {
        return Math.max(present, usual);
    }

    static double forecast(final ForecastTable table, final int series, final int step, final double spread) {
        final double median = table.quantile(series, step, ForecastTable.MEDIAN);
        final double high = table.quantile(series, step, ForecastTable.QUANTILES - 1);
        return median + spread * (high - median);
    }
}
