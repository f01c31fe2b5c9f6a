package io.forerun.backtest;

import io.forerun.backtest.simulation.Workload;
import io.forerun.client.ActivityRow;
import io.forerun.plan.RequestCost;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.DemandSeries;
import io.forerun.trace.TraceException;
import io.forerun.trace.TraceFiles;
import io.forerun.trace.TraceFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trace as demand by the minute. Activity: rows of each minute, none is 0. A demand file: the sum of its series, each
 * point spread evenly over its interval; a minute without a point of any series is missing.
 *
 * @param name file and directory
 * @param startMs begin of the first minute
 * @param requests by minute; NaN where missing
 * @param spanTo minutes by which nearly all has come: the default end of a test
 * @param cost mean cost of a request; null where rows carry none
 */
record DemandReading(String name, long startMs, double[] requests, int spanTo, RequestCost cost) {
    private static final int MINUTE_MS = Workload.BUCKET_MS;
    private static final int MAX_MINUTES = 5_000_000;

    /** By then a trace counts as ended: all but the last thousandth has come, so that stragglers do not stretch the test. */
    private static final double SPAN_SHARE = 0.999;

    private static final int SHOWN_NAMES = 5;

    static DemandReading of(final Path trace, final List<String> series, final Progress progress)
            throws TraceException {
        final int names = trace.getNameCount();
        final String name =
                names < 2 ? trace.toString() : trace.subpath(names - 2, names).toString();
        if (TraceFiles.format(trace) == TraceFormat.DEMAND_CSV) {
            return demand(name, chosen(TraceFiles.demand(trace), series));
        }
        if (!series.isEmpty()) {
            throw new IllegalArgumentException("--series: value=" + series.getFirst()
                    + ", allowed=only with a demand file; of activity all is counted");
        }
        try (ActivitySource source = TraceFiles.open(trace)) {
            return activity(name, source, progress);
        }
    }

    /** Begin of a minute. */
    long timeMs(final int minute) {
        return startMs + (long) minute * MINUTE_MS;
    }

    private static List<DemandSeries> chosen(final List<DemandSeries> all, final List<String> names) {
        if (names.isEmpty()) {
            return all;
        }
        final List<DemandSeries> chosen = new ArrayList<>();
        for (final String name : names) {
            chosen.add(all.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--series: value=" + name + ", allowed="
                            + String.join(
                                    ", ",
                                    all.stream()
                                            .limit(SHOWN_NAMES)
                                            .map(DemandSeries::name)
                                            .toList())
                            + (all.size() > SHOWN_NAMES ? ", ..." : ""))));
        }
        return chosen;
    }

    private static DemandReading demand(final String name, final List<DemandSeries> all) throws TraceException {
        long fromMs = Long.MAX_VALUE;
        long toMs = Long.MIN_VALUE;
        for (final DemandSeries one : all) {
            if (one.size() > 0) {
                fromMs = Math.min(fromMs, one.timestampsMs()[0] / MINUTE_MS);
                toMs = Math.max(toMs, (one.timestampsMs()[one.size() - 1] + one.intervalMs()) / MINUTE_MS + 1);
            }
        }
        if (fromMs >= toMs) {
            throw new TraceException(name, "no rows, allowed=1 and up");
        }
        final long minutes = toMs - fromMs;
        if (minutes > MAX_MINUTES) {
            throw new TraceException(name, minutes + " minutes, allowed=" + MAX_MINUTES);
        }
        final double[] requests = new double[(int) minutes];
        Arrays.fill(requests, Double.NaN);
        for (final DemandSeries one : all) {
            spread(one, fromMs, requests);
        }
        int known = requests.length;
        while (known > 1 && Double.isNaN(requests[known - 1])) {
            known--;
        }
        final double[] whole = Arrays.copyOf(requests, known);
        return new DemandReading(name, fromMs * MINUTE_MS, whole, spanTo(whole), null);
    }

    private static void spread(final DemandSeries series, final long firstMinute, final double[] requests) {
        final int length = (int) Math.max(1, series.intervalMs() / MINUTE_MS);
        for (int point = 0; point < series.size(); point++) {
            final int first = (int) (series.timestampsMs()[point] / MINUTE_MS - firstMinute);
            for (int minute = first; minute < Math.min(first + length, requests.length); minute++) {
                final double before = Double.isNaN(requests[minute]) ? 0 : requests[minute];
                requests[minute] = before + series.values()[point] / length;
            }
        }
    }

    private static DemandReading activity(final String name, final ActivitySource source, final Progress progress)
            throws TraceException {
        final ActivityRow row = new ActivityRow();
        double[] requests = new double[1_440];
        long firstMinute = -1;
        int minutes = 0;
        long rows = 0;
        double cpuUs = 0;
        double memoryKibS = 0;
        double gpuUs = 0;
        while (source.next(row)) {
            final long minute = row.timestampMs / MINUTE_MS;
            firstMinute = firstMinute < 0 ? minute : firstMinute;
            if ((++rows & 4_095) == 0) {
                progress.update(source.progress(), rows, "reading");
            }
            if (minute < firstMinute || minute - firstMinute >= MAX_MINUTES) {
                continue; // Out of order at the very begin, or a stray year.
            }
            final int index = (int) (minute - firstMinute);
            if (index >= requests.length) {
                requests = Arrays.copyOf(requests, Math.max(index + 1, 2 * requests.length));
            }
            minutes = Math.max(minutes, index + 1);
            requests[index] += source.weight();
            cpuUs += row.cpuUs;
            memoryKibS += row.memoryKib * (row.durationUs / 1e6);
            gpuUs += row.gpuUs;
        }
        if (minutes == 0) {
            throw new TraceException(source.name(), "no rows, allowed=1 and up");
        }
        final RequestCost cost =
                cpuUs + memoryKibS + gpuUs == 0 ? null : new RequestCost(cpuUs / rows, memoryKibS / rows, gpuUs / rows);
        final double[] whole = Arrays.copyOf(requests, minutes);
        return new DemandReading(name, firstMinute * MINUTE_MS, whole, spanTo(whole), cost);
    }

    private static int spanTo(final double[] requests) {
        final double all =
                Arrays.stream(requests).filter(value -> value == value).sum();
        double seen = 0;
        int spanTo = 0;
        while (spanTo < requests.length && seen < all * SPAN_SHARE) {
            seen += requests[spanTo] == requests[spanTo] ? requests[spanTo] : 0;
            spanTo++;
        }
        return spanTo;
    }
}
