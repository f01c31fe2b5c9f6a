package io.forerun.demo;

import io.forerun.client.ActivityRow;
import io.forerun.plan.RequestCost;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.TraceException;
import java.util.Arrays;

/**
 * What a first reading of a trace tells: where its last day is, how much its history asks for, what requests cost. Only the
 * history shapes the fleet; the last day is only played.
 *
 * @param rows rows up to {@link #endMs}
 * @param judgedFromMs begin of the judged day, milliseconds since the epoch
 * @param endMs end of the judged day: the minute by which all but the last thousandth of the rows have come, so that
 *     stragglers do not stretch the trace
 * @param historyP99 99th percentile of requests per minute before the judged day
 * @param cost mean cost of a request in the history; null where its records carry none
 */
public record TraceProfile(long rows, long judgedFromMs, long endMs, double historyP99, RequestCost cost) {
    private static final int MINUTE_MS = 60_000;
    private static final int DAY_MINUTES = 1_440;
    private static final int MAX_MINUTES = 5_000_000;

    /** Reads a whole source. */
    public static TraceProfile of(final ActivitySource source) throws TraceException {
        final Counts counts = new Counts(source.weight());
        final ActivityRow row = new ActivityRow();
        while (source.next(row)) {
            counts.add(row);
        }
        if (counts.rows == 0) {
            throw new TraceException(source.name(), "no rows, allowed=1 and up");
        }
        return counts.profile();
    }

    /** Requests by minute from the first row on, and costs. */
    private static final class Counts {
        private final int weight;
        private long[] requests = new long[DAY_MINUTES];
        private double[] cpuUs = new double[DAY_MINUTES];
        private double[] memoryKibS = new double[DAY_MINUTES];
        private double[] gpuUs = new double[DAY_MINUTES];
        private long firstMinute = -1;
        private int minutes;
        private long rows;

        Counts(final int weight) {
            this.weight = weight;
        }

        void add(final ActivityRow row) {
            final long minute = row.timestampMs / MINUTE_MS;
            if (firstMinute < 0) {
                firstMinute = minute;
            }
            rows++;
            if (minute < firstMinute || minute - firstMinute >= MAX_MINUTES) {
                return; // Out of order, or a stray year: it counts for nothing here.
            }
            final int index = (int) (minute - firstMinute);
            if (index >= requests.length) {
                grow(index + 1);
            }
            minutes = Math.max(minutes, index + 1);
            requests[index] += weight;
            cpuUs[index] += row.cpuUs;
            memoryKibS[index] += row.memoryKib * (row.durationUs / 1e6);
            gpuUs[index] += row.gpuUs;
        }

        private void grow(final int needed) {
            final int length = Math.max(needed, requests.length * 2);
            requests = Arrays.copyOf(requests, length);
            cpuUs = Arrays.copyOf(cpuUs, length);
            memoryKibS = Arrays.copyOf(memoryKibS, length);
            gpuUs = Arrays.copyOf(gpuUs, length);
        }

        TraceProfile profile() {
            final long all = Arrays.stream(requests).sum();
            long seen = 0;
            int end = 0;
            while (end < minutes && seen < all * 0.999) {
                seen += requests[end++];
            }
            final int history = end >= 2 * DAY_MINUTES ? end - DAY_MINUTES : end * 2 / 3;
            final long[] sorted = Arrays.copyOf(requests, Math.max(1, history));
            Arrays.sort(sorted);
            return new TraceProfile(
                    seen / weight,
                    (firstMinute + history) * MINUTE_MS,
                    (firstMinute + end) * MINUTE_MS,
                    sorted[(int) ((sorted.length - 1) * 0.99)],
                    cost(history));
        }

        private RequestCost cost(final int history) {
            final double count = Math.max(1, Arrays.stream(requests, 0, history).sum() / (double) weight);
            final double cpu = Arrays.stream(cpuUs, 0, history).sum();
            final double memory = Arrays.stream(memoryKibS, 0, history).sum();
            final double gpu = Arrays.stream(gpuUs, 0, history).sum();
            return cpu + memory + gpu == 0 ? null : new RequestCost(cpu / count, memory / count, gpu / count);
        }
    }
}
