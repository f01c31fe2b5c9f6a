package io.forerun.backtest;

import io.forerun.backtest.simulation.Workload;
import io.forerun.forecast.ForecastTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Simulations of policies that read forecasts, all over one run of the forecaster: while they go through a day, the next
 * day's forecasts are made, so that no more than two days of them are held.
 */
final class ForecastLanes {
    private static final int DAY = 1_440;

    private final Workload workload;
    private final Crew crew;
    private final Progress progress;

    ForecastLanes(final Workload workload, final Crew crew, final Progress progress) {
        this.workload = workload;
        this.crew = crew;
        this.progress = progress;
    }

    /**
     * Hands every table to all, from a bucket to the end of the test; each is called by one thread at a time.
     *
     * @param lanes take the forecast that was made when the bucket before closed, null before the first
     */
    void run(final List<Consumer<ForecastTable>> lanes, final int fromBucket) {
        final ForecastFeed feed = new ForecastFeed(workload);
        ForecastTable last = null;
        for (int bucket = 0; bucket < fromBucket; bucket += DAY) {
            final int to = Math.min(bucket + DAY, fromBucket);
            progress.update((double) to / workload.testTo(), to, "learning");
            feed.skipTo(to - 1);
            last = to == fromBucket ? feed.take(1)[0] : last;
        }
        int bucket = fromBucket;
        ForecastTable[] tables = feed.take(Math.min(DAY, workload.testTo() - bucket));
        while (bucket < workload.testTo()) {
            final int ahead = Math.min(DAY, workload.testTo() - bucket - tables.length);
            final ForecastTable first = last;
            final ForecastTable[] present = tables;
            final List<Callable<ForecastTable[]>> tasks = new ArrayList<>();
            tasks.add(() -> feed.take(ahead));
            for (final Consumer<ForecastTable> lane : lanes) {
                tasks.add(() -> {
                    for (int index = 0; index < present.length; index++) {
                        lane.accept(index == 0 ? first : present[index - 1]);
                    }
                    return null;
                });
            }
            final ForecastTable[] next = crew.all(tasks).getFirst();
            last = present[present.length - 1];
            bucket += present.length;
            tables = next;
            progress.update((double) bucket / workload.testTo(), bucket, "policies");
        }
    }
}
