package io.forerun.forecast;

import io.forerun.simd.Kernels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;

/**
 * Accuracy of the forecaster on a trace, by hand: {@code TraceEvaluation FILE FROM TEST_FROM TEST_TO [MASK_FROM..MASK_TO]...}.
 * Reads activity or a demand CSV (gzip), cuts minutes, and prints the wMAPE of the five-minute bin that ends 5, 15 and 30
 * minutes ahead of origins five minutes apart, beside simple ways.
 */
final class TraceEvaluation {
    private static final int MINUTE_MS = 60_000;
    private static final int[] HORIZONS = {5, 15, 30};
    private static final String[] WAYS = {"mean", "median", "last", "mean30", "day", "week"};

    public static void main(final String[] args) throws IOException {
        final long from = minute(args[1]);
        final int testFrom = (int) (minute(args[2]) - from);
        final long to = minute(args[3]);
        final TraceEvaluation evaluation =
                new TraceEvaluation(counts(Path.of(args[0]), from, to), masks(args, from, to));
        evaluation.run(from, testFrom);
        System.out.println(Path.of(args[0]).getParent().getFileName());
        evaluation.print();
    }

    private static long minute(final String instant) {
        return Instant.parse(instant).toEpochMilli() / MINUTE_MS;
    }

    private final int[] counts;
    private final boolean[] masked;
    private final double[][] errors = new double[HORIZONS.length][WAYS.length];
    private final double[] actuals = new double[HORIZONS.length];
    private final Score score = new Score();

    private TraceEvaluation(final int[] counts, final boolean[] masked) {
        this.counts = counts;
        this.masked = masked;
    }

    private void run(final long from, final int testFrom) {
        final DemandForecaster forecaster = new DemandForecaster(ForecastConfig.DEFAULT, Kernels.preferred());
        final BitSet observed = new BitSet();
        for (int now = 0; now < counts.length; now++) {
            observed.set(0, !masked[now]);
            forecaster.add(0, counts[now], 0, 0, 0);
            final ForecastTable table = forecaster.close(from + now, observed);
            if (now + 1 >= testFrom) {
                score.add(table, counts, masked, now);
                for (int index = 0; (from + now + 1) % 5 == 0 && index < HORIZONS.length; index++) {
                    compare(table, now, index);
                }
            }
        }
    }

    private void compare(final ForecastTable table, final int now, final int index) {
        final int end = now + HORIZONS[index];
        if (end >= counts.length || anyMasked(masked, end - 4, end) || anyMasked(masked, now - 29, now)) {
            return;
        }
        double mean = 0;
        double median = 0;
        for (int step = HORIZONS[index] - 4; step <= HORIZONS[index]; step++) {
            mean += table.curve(0).mean()[step - 1];
            median += table.quantile(0, step, ForecastTable.MEDIAN);
        }
        final double[] ways = {
            mean,
            median,
            sum(counts, now - 4, now),
            sum(counts, now - 29, now) / 6,
            sum(counts, end - 4 - 1440, end - 1440),
            sum(counts, end - 4 - 10080, end - 10080)
        };
        final double actual = sum(counts, end - 4, end);
        actuals[index] += actual;
        for (int way = 0; way < ways.length; way++) {
            errors[index][way] += Math.abs(actual - ways[way]);
        }
    }

    private void print() {
        for (int index = 0; index < HORIZONS.length; index++) {
            System.out.printf("  %2d min", HORIZONS[index]);
            for (int way = 0; way < WAYS.length; way++) {
                System.out.printf("  %s %.4f", WAYS[way], errors[index][way] / actuals[index]);
            }
            System.out.println("   " + score.line(HORIZONS[index]));
        }
    }

    /** Coverage of the central intervals and calibration of confidence, per step. */
    private static final class Score {
        private final double[] inside50 = new double[31];
        private final double[] inside80 = new double[31];
        private final double[] inside90 = new double[31];
        private final double[] total = new double[31];
        private final double[][] hits = new double[31][10];
        private final double[][] claims = new double[31][10];
        private final double[][] binned = new double[31][10];

        void add(final ForecastTable table, final int[] counts, final boolean[] masked, final int now) {
            for (final int step : HORIZONS) {
                final int at = now + step;
                if (at >= counts.length || masked[at]) {
                    continue;
                }
                total[step]++;
                inside50[step] += between(table, step, 2, 4, counts[at]);
                inside80[step] += between(table, step, 1, 5, counts[at]);
                inside90[step] += between(table, step, 0, 6, counts[at]);
                final double median = table.quantile(0, step, ForecastTable.MEDIAN);
                final double claim = table.curve(0).confidence()[step - 1];
                final int bin = (int) Math.min(9, claim * 10);
                binned[step][bin]++;
                claims[step][bin] += claim;
                hits[step][bin] += Math.abs(counts[at] - median) <= .2 * median ? 1 : 0;
            }
        }

        /** Share of the count's mass that lies between two quantiles. */
        private double between(
                final ForecastTable table, final int step, final int low, final int high, final int count) {
            return below(table, step, high, count) - below(table, step, low, count);
        }

        /**
         * How much of a count's mass lies below a quantile. Counts have mass on the quantiles themselves, so, as with the
         * randomised probability integral transform, a count that several quantiles share is cut in proportion to its levels.
         */
        private double below(final ForecastTable table, final int step, final int index, final int count) {
            final double quantile = table.quantile(0, step, index);
            if (quantile != count) {
                return count < quantile ? 1 : 0;
            }
            int first = index;
            int last = index;
            while (first > 0 && table.quantile(0, step, first - 1) == quantile) {
                first--;
            }
            while (last < ForecastTable.QUANTILES - 1 && table.quantile(0, step, last + 1) == quantile) {
                last++;
            }
            if (first == last) {
                return 1;
            }
            final double start = first == 0 ? 0 : ForecastTable.level(first);
            final double end = last == ForecastTable.QUANTILES - 1 ? 1 : ForecastTable.level(last);
            return (ForecastTable.level(index) - start) / (end - start);
        }

        String line(final int step) {
            double ece = 0;
            for (int bin = 0; bin < 10; bin++) {
                ece += Math.abs(hits[step][bin] - claims[step][bin]) / total[step];
            }
            return String.format(
                    "cover %.3f %.3f %.3f ece %.3f",
                    inside50[step] / total[step], inside80[step] / total[step], inside90[step] / total[step], ece);
        }
    }

    private static boolean anyMasked(final boolean[] masked, final int from, final int to) {
        for (int at = from; at <= to; at++) {
            if (masked[at]) {
                return true;
            }
        }
        return false;
    }

    private static double sum(final int[] counts, final int from, final int to) {
        return Arrays.stream(counts, from, to + 1).sum();
    }

    private static boolean[] masks(final String[] args, final long from, final long to) {
        final boolean[] masked = new boolean[(int) (to - from)];
        for (int index = 4; index < args.length; index++) {
            final String[] ends = args[index].split("\\.\\.");
            final int start = (int) (Instant.parse(ends[0]).toEpochMilli() / MINUTE_MS - from);
            Arrays.fill(masked, start, (int) (Instant.parse(ends[1]).toEpochMilli() / MINUTE_MS - from), true);
        }
        return masked;
    }

    private static int[] counts(final Path file, final long from, final long to) throws IOException {
        final int[] counts = new int[(int) (to - from)];
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            final boolean isSeries = reader.readLine().startsWith("timestamp_ms,series");
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                final long minute = Long.parseLong(line, 0, line.indexOf(','), 10) / MINUTE_MS;
                if (minute >= from && minute < to) {
                    counts[(int) (minute - from)] +=
                            isSeries ? (int) Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)) : 1;
                }
            }
        }
        return counts;
    }
}
