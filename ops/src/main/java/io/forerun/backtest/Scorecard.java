package io.forerun.backtest;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Judges the forecasts of one series on the demand that followed. For each horizon h, a forecast is the sum of the medians of
 * the buckets in the five-minute bin that ends h after its origin (single buckets where those are longer); quantiles,
 * coverage and confidence are judged on the last bucket of that bin.
 *
 * <p>At each tick call {@link #onActual} for the bucket that closed, then {@link #onForecast} with the table made from it.
 * Only origins at or after the start count. Not thread safe.
 */
public final class Scorecard {
    private static final int BIN_MS = 300_000;
    private static final int MINUTE_MS = 60_000;
    private static final int HALF_HOUR_MS = 30 * MINUTE_MS;

    private final int series;
    private final int bucketMs;
    private final int binBuckets;
    private final long startMs;
    private final List<HorizonTally> tallies = new ArrayList<>();
    private final ArrayDeque<ForecastTable> tables = new ArrayDeque<>();
    private final int tablesKept;
    private double[] actual = new double[4_096];
    private int buckets;
    private long firstEndMs;

    /**
     * Prepares for one series.
     *
     * @param config buckets and tolerance of the tables to come
     * @param series index of the series in the tables
     * @param horizonMinutes horizons that the steps reach and that are whole buckets are scored, others left out
     * @param startMs first origin that counts
     * @param seed for the randomised probability transform
     */
    public Scorecard(
            final ForecastConfig config,
            final int series,
            final int[] horizonMinutes,
            final long startMs,
            final long seed) {
        this.series = series;
        this.startMs = startMs;
        bucketMs = config.bucketMs();
        binBuckets = Math.max(1, BIN_MS / bucketMs);
        tablesKept = config.steps() + 1;
        final SplittableRandom random = new SplittableRandom(seed);
        for (final int minutes : horizonMinutes) {
            final long horizonMs = (long) minutes * MINUTE_MS;
            final long step = horizonMs / bucketMs;
            if (horizonMs % bucketMs == 0 && step >= binBuckets && step <= config.steps()) {
                tallies.add(new HorizonTally(minutes, (int) step, config.tolerance(), random.split()));
            }
        }
    }

    /** Demand of a closed bucket, in order and without a hole; NaN where it was not observed. */
    public void onActual(final long bucketEndMs, final double requests) {
        if (buckets == 0) {
            firstEndMs = bucketEndMs;
        } else if (bucketEndMs != endMs(buckets)) {
            throw new IllegalArgumentException("bucket: endMs=" + bucketEndMs + ", allowed=" + endMs(buckets));
        }
        if (buckets == actual.length) {
            actual = Arrays.copyOf(actual, 2 * buckets);
        }
        actual[buckets++] = requests;
        for (final ForecastTable table : tables) {
            final long ahead = (bucketEndMs - table.atMs()) / bucketMs;
            for (final HorizonTally tally : tallies) {
                if (tally.step() == ahead) {
                    score(tally, table);
                }
            }
        }
    }

    /** The table made when the newest actual was known. */
    public void onForecast(final ForecastTable table) {
        if (buckets == 0 || table.atMs() != endMs(buckets - 1)) {
            throw new IllegalArgumentException(
                    "table: atMs=" + table.atMs() + ", allowed=the end of the newest bucket");
        }
        if (table.atMs() < startMs) {
            return;
        }
        tables.addLast(table);
        if (tables.size() > tablesKept) {
            tables.removeFirst();
        }
    }

    /** The scores so far, in the order of the horizons asked for. */
    public List<HorizonScore> scores() {
        return tallies.stream().map(HorizonTally::score).toList();
    }

    private void score(final HorizonTally tally, final ForecastTable table) {
        final int last = buckets - 1;
        final int origin = last - tally.step();
        final double binActual = sum(last, binBuckets);
        double median = 0;
        for (int step = tally.step() - binBuckets + 1; step <= tally.step(); step++) {
            median += table.quantile(series, step, ForecastTable.MEDIAN);
        }
        if (!Double.isNaN(binActual)) {
            final int halfHour = Math.max(1, HALF_HOUR_MS / bucketMs);
            final int day = 86_400_000 / bucketMs;
            tally.bin(
                    binActual,
                    median,
                    sum(origin, binBuckets),
                    sum(origin, halfHour) * binBuckets / halfHour,
                    sum(last - day, binBuckets),
                    sum(last - 7 * day, binBuckets));
        }
        if (!Double.isNaN(actual[last])) {
            tally.bucket(table, series, actual[last], sum(last - 86_400_000 / bucketMs, 1));
        }
    }

    /** Demand of so many buckets up to and including one; NaN where any of them is unknown. */
    private double sum(final int last, final int count) {
        if (last - count + 1 < 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int bucket = last - count + 1; bucket <= last; bucket++) {
            sum += actual[bucket];
        }
        return sum;
    }

    private long endMs(final int bucket) {
        return firstEndMs + (long) bucket * bucketMs;
    }
}
