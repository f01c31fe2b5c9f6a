package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import java.util.ArrayList;
import java.util.List;

/**
 * The demand series of one service, one per region: those of records that name it.
 *
 * @param table the curves
 * @param series indices of them, none where records do not tell services
 */
record OwnSeries(ForecastTable table, List<Integer> series) {
    private static final double MEDIAN = 0.5;

    static OwnSeries of(final ForecastTable table, final String service) {
        final String prefix = service + '/';
        final List<Integer> series = new ArrayList<>();
        for (int index = 1; index < table.names().size(); index++) {
            if (table.names().get(index).startsWith(prefix)) {
                series.add(index);
            }
        }
        return new OwnSeries(table, List.copyOf(series));
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    /** Whether it is known that nobody who feeds it was there in the newest bucket, while others may have been. */
    boolean isMissing() {
        return !series.isEmpty()
                && series.stream()
                        .allMatch(index -> Float.isNaN(table.curve(index).lastObserved()));
    }

    /** Requests to expect in a step (1 and up). */
    double mean(final int step) {
        double mean = 0;
        for (final int index : series) {
            mean += Math.max(0, table.curve(index).mean()[step - 1]);
        }
        return mean;
    }

    /** By how much what is held exceeds the median; 1 where nothing is known. */
    double spread(final int step, final Holding holding, final double prior) {
        double held = 0;
        double median = 0;
        for (final int index : series) {
            held += holding.known() ? holding.forecast(table, index, step) : table.quantileAt(index, step, prior);
            median += table.quantileAt(index, step, MEDIAN);
        }
        return median > 0 ? held / median : 1;
    }
}
