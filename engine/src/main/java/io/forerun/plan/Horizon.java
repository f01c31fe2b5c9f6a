package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;

/**
 * The part of a curve that a purchase made now must cover: from now until the next plan's purchase could serve.
 *
 * @param table the curves
 * @param series which of them
 * @param steps steps covered, at least 1
 */
record Horizon(ForecastTable table, int series, int steps) {
    private static final double MEDIAN_LEVEL = 0.5;

    /** Covers a lead time and one cadence, or as much of it as the table reaches. */
    static Horizon covering(final ForecastTable table, final int series, final long lengthMs) {
        final int bucketMs = table.config().bucketMs();
        final long wanted = Math.max(1, (lengthMs + bucketMs - 1) / bucketMs);
        return new Horizon(table, series, (int) Math.min(wanted, table.config().steps()));
    }

    int lengthMs() {
        return steps * table.config().bucketMs();
    }

    /** The step whose quantile is highest; the earliest of equals. */
    int highestStep(final double level) {
        int highest = 1;
        for (int step = 2; step <= steps; step++) {
            if (table.quantileAt(series, step, level) > table.quantileAt(series, highest, level)) {
                highest = step;
            }
        }
        return highest;
    }

    /** The step for which most is held; the earliest of equals. */
    int highestStep(final Holding holding) {
        int highest = 1;
        for (int step = 2; step <= steps; step++) {
            if (holding.level(table, series, step) > holding.level(table, series, highest)) {
                highest = step;
            }
        }
        return highest;
    }

    /** Requests per bucket at the highest step of that quantile. */
    double highest(final double level) {
        return table.quantileAt(series, highestStep(level), level);
    }

    double median(final int step) {
        return table.quantileAt(series, step, MEDIAN_LEVEL);
    }

    double confidence(final int step) {
        return table.curve(series).confidence()[step - 1];
    }

    /** The highest probability of any step that demand exceeds so many requests per bucket. */
    double risk(final double requests) {
        double risk = 0;
        for (int step = 1; step <= steps; step++) {
            risk = Math.max(risk, table.exceedance(series, step, requests));
        }
        return risk;
    }
}
