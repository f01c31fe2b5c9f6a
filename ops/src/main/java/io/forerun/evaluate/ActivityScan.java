package io.forerun.evaluate;

import io.forerun.client.ActivityRow;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.TraceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a first reading of an activity file tells: where it begins, where nearly all of it has come, and how large its groups
 * are.
 *
 * @param rows all rows
 * @param fromMs minute of the first row
 * @param spanToMs end of the minute by which all but the last thousandth of the rows have come, so that stragglers do not
 *     stretch the test
 * @param endMs end of the minute of the last row
 * @param groups names of the groups, largest first, equals by name
 */
record ActivityScan(long rows, long fromMs, long spanToMs, long endMs, List<String> groups) {
    private static final int MINUTE_MS = 60_000;
    private static final int MAX_MINUTES = 5_000_000;
    private static final int MAX_GROUPS = 65_536;
    private static final double SPAN_SHARE = 0.999;

    /** Reads a whole source. */
    static ActivityScan of(final ActivitySource source, final Progress progress) throws TraceException {
        final Counts counts = new Counts();
        final ActivityRow row = new ActivityRow();
        while (source.next(row)) {
            counts.add(row);
            if ((counts.rows & 4_095) == 0) {
                progress.update(source.progress(), counts.rows, "reading");
            }
        }
        if (counts.rows == 0) {
            throw new TraceException(source.name(), "no rows, allowed=1 and up");
        }
        return counts.scan();
    }

    /** Name of a row's group as the engine names it. */
    static String group(final String service, final String region) {
        return (service.isEmpty() ? "-" : service) + "/" + (region.isEmpty() ? "-" : region);
    }

    /** Rows by minute and by group. */
    private static final class Counts {
        private final Map<String, Map<String, long[]>> groups = new LinkedHashMap<>();
        private int groupCount;
        private long[] byMinute = new long[1_440];
        private long firstMinute = -1;
        private int minutes;
        private long rows;

        void add(final ActivityRow row) {
            final long minute = row.timestampMs / MINUTE_MS;
            if (firstMinute < 0) {
                firstMinute = minute;
            }
            rows++;
            if (minute < firstMinute || minute - firstMinute >= MAX_MINUTES) {
                return; // Out of order at the very begin, or a stray year.
            }
            final int index = (int) (minute - firstMinute);
            if (index >= byMinute.length) {
                byMinute = Arrays.copyOf(byMinute, Math.max(index + 1, 2 * byMinute.length));
            }
            minutes = Math.max(minutes, index + 1);
            byMinute[index]++;
            final Map<String, long[]> ofService = groups.computeIfAbsent(row.service, name -> new LinkedHashMap<>());
            long[] count = ofService.get(row.region);
            if (count == null && groupCount < MAX_GROUPS) {
                count = new long[1];
                ofService.put(row.region, count);
                groupCount++;
            }
            if (count != null) {
                count[0]++;
            }
        }

        ActivityScan scan() {
            final long all = Arrays.stream(byMinute).sum();
            long seen = 0;
            int end = 0;
            while (end < minutes && seen < all * SPAN_SHARE) {
                seen += byMinute[end++];
            }
            return new ActivityScan(
                    rows,
                    firstMinute * MINUTE_MS,
                    (firstMinute + end) * MINUTE_MS,
                    (firstMinute + minutes) * MINUTE_MS,
                    names());
        }

        private List<String> names() {
            final List<Map.Entry<String, Long>> found = new ArrayList<>();
            groups.forEach((service, ofService) ->
                    ofService.forEach((region, count) -> found.add(Map.entry(group(service, region), count[0]))));
            found.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()));
            return found.stream().map(Map.Entry::getKey).toList();
        }
    }
}
