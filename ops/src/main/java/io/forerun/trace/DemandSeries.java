package io.forerun.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One series of a demand CSV: how many requests came in the interval that begins at each timestamp. Absent buckets are
 * missing, not zero. Points are sorted by time; two points may share a timestamp.
 *
 * @param name the series
 * @param timestampsMs beginning of each bucket, never decreasing
 * @param values requests in the bucket, finite, 0 and up
 * @param intervalMs length of a bucket: the most frequent distance of neighbours, 60 s where there is none
 */
public record DemandSeries(String name, long[] timestampsMs, double[] values, long intervalMs) {
    private static final long DEFAULT_INTERVAL_MS = 60_000;

    /** Points of the series. */
    public int size() {
        return timestampsMs.length;
    }

    /** Makes a series of points in any order. */
    static DemandSeries of(final String name, final long[] timestampsMs, final double[] values) {
        final int size = timestampsMs.length;
        if (isSorted(timestampsMs)) {
            return new DemandSeries(name, timestampsMs, values, interval(timestampsMs));
        }
        final Integer[] order = new Integer[size];
        Arrays.setAll(order, index -> index);
        Arrays.sort(order, Comparator.comparingLong(index -> timestampsMs[index]));
        final long[] sortedMs = new long[size];
        final double[] sorted = new double[size];
        for (int index = 0; index < size; index++) {
            sortedMs[index] = timestampsMs[order[index]];
            sorted[index] = values[order[index]];
        }
        return new DemandSeries(name, sortedMs, sorted, interval(sortedMs));
    }

    private static boolean isSorted(final long[] timestampsMs) {
        for (int index = 1; index < timestampsMs.length; index++) {
            if (timestampsMs[index] < timestampsMs[index - 1]) {
                return false;
            }
        }
        return true;
    }

    /** The mode is proof against a single odd stamp, which the smallest distance is not; ties go to the smaller. */
    private static long interval(final long[] sortedMs) {
        final long[] distances = new long[Math.max(0, sortedMs.length - 1)];
        for (int index = 0; index < distances.length; index++) {
            distances[index] = sortedMs[index + 1] - sortedMs[index];
        }
        Arrays.sort(distances);
        long best = DEFAULT_INTERVAL_MS;
        int bestRun = 0;
        int run = 0;
        for (int index = 0; index < distances.length; index++) {
            run = index > 0 && distances[index] == distances[index - 1] ? run + 1 : 1;
            if (distances[index] > 0 && run > bestRun) {
                best = distances[index];
                bestRun = run;
            }
        }
        return best;
    }

    /** Collects the points of one series while a file is read. */
    private static final class Points {
        private long[] timestampsMs = new long[64];
        private double[] values = new double[64];
        private int size;

        void add(final long timestampMs, final double value) {
            if (size == values.length) {
                timestampsMs = Arrays.copyOf(timestampsMs, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            timestampsMs[size] = timestampMs;
            values[size++] = value;
        }
    }

    /** Reads a demand CSV to its end: all series in the order of their first rows. */
    static List<DemandSeries> read(final LineReader lines, final CsvFields fields, final CsvHeader header)
            throws TraceException {
        header.require(ActivityCsv.TIMESTAMP, "series", "value");
        final int timestamp = header.optional(ActivityCsv.TIMESTAMP);
        final int series = header.optional("series");
        final int value = header.optional("value");
        final NameCache names = new NameCache(1 << 12, NameCache.NAME_BYTES);
        final Map<String, Points> byName = new HashMap<>();
        final List<String> order = new ArrayList<>();
        int points = 0;
        while (lines.next()) {
            fields.split();
            final long timestampMs = fields.timestampMs(timestamp, ActivityCsv.TIMESTAMP);
            final String name = fields.text(series, "series", names, false);
            final Points known = byName.get(name);
            final Points target = known == null ? new Points() : known;
            if (known == null) {
                byName.put(name, target);
                order.add(name);
            }
            target.add(timestampMs, fields.decimal(value, "value"));
            if (++points > DemandActivity.MAX_POINTS) {
                throw lines.error("more than " + DemandActivity.MAX_POINTS + " points in one demand file");
            }
        }
        final List<DemandSeries> result = new ArrayList<>(order.size());
        for (final String name : order) {
            final Points found = byName.get(name);
            result.add(
                    of(name, Arrays.copyOf(found.timestampsMs, found.size), Arrays.copyOf(found.values, found.size)));
        }
        return result;
    }
}
