package io.forerun.admin;

import io.forerun.forecast.ForecastTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Observed demand of the last buckets, per series, and of the total what was forecast for them 15 minutes before. One writer;
 * readers get copies. Guarded by its own lock.
 */
final class DemandHistory {
    /** Buckets kept. */
    static final int LENGTH = 1_440;

    private static final int AHEAD_MS = 15 * 60_000;
    private static final int[] BAND = {0, ForecastTable.MEDIAN, 6};

    private final List<float[]> observed = new ArrayList<>();
    private final float[][] said = new float[BAND.length][LENGTH];
    private final long[] saidAtMs = new long[LENGTH];
    private long newestMs = -1;
    private int bucketMs;

    /** Demand of one series, oldest first; NaN where it was not observed. */
    record Window(long firstMs, int bucketMs, float[] observed, float[][] said) {}

    synchronized void add(final ForecastTable table) {
        bucketMs = table.config().bucketMs();
        final long before = newestMs;
        newestMs = table.atMs();
        final int place = place(newestMs);
        for (int series = 0; series < table.names().size(); series++) {
            if (series == observed.size()) {
                observed.add(unknown());
            }
            if (before >= 0) {
                blank(observed.get(series), before);
            }
            observed.get(series)[place] = table.curve(series).lastObserved();
        }
        remember(table);
    }

    /** Buckets that were skipped are unknown. */
    private void blank(final float[] values, final long beforeMs) {
        final long skipped = Math.min(LENGTH, (newestMs - beforeMs) / bucketMs);
        for (long back = 1; back < skipped; back++) {
            values[place(newestMs - back * bucketMs)] = Float.NaN;
        }
    }

    private void remember(final ForecastTable table) {
        final int step = Math.min(table.config().steps(), Math.max(1, AHEAD_MS / bucketMs));
        final long targetMs = table.atMs() + (long) step * bucketMs;
        final int place = place(targetMs);
        saidAtMs[place] = targetMs;
        for (int line = 0; line < BAND.length; line++) {
            said[line][place] = (float) table.quantile(0, step, BAND[line]);
        }
    }

    /** The last {@code buckets} of a series. */
    synchronized Window window(final int series, final int buckets) {
        final int count = Math.min(LENGTH, buckets);
        final float[] values = new float[count];
        final float[][] lines = new float[BAND.length][count];
        for (int index = 0; index < count; index++) {
            final long endMs = newestMs - (long) (count - 1 - index) * bucketMs;
            final int place = place(endMs);
            values[index] = series < observed.size() && endMs > 0 ? observed.get(series)[place] : Float.NaN;
            for (int line = 0; line < BAND.length; line++) {
                lines[line][index] = series == 0 && saidAtMs[place] == endMs ? said[line][place] : Float.NaN;
            }
        }
        return new Window(newestMs - (long) (count - 1) * bucketMs, bucketMs, values, lines);
    }

    private int place(final long endMs) {
        return (int) Math.floorMod(endMs / bucketMs, (long) LENGTH);
    }

    private static float[] unknown() {
        final float[] values = new float[LENGTH];
        Arrays.fill(values, Float.NaN);
        return values;
    }
}
