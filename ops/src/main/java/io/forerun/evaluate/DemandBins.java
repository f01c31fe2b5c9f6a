package io.forerun.evaluate;

import io.forerun.trace.DemandSeries;
import io.forerun.trace.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the series of a demand file into bins, each series by its own interval and span. A bin is known if as many points lie
 * in it as its length asks for; where stamps wander and one too many does, the bin is their mean times that number.
 */
final class DemandBins {
    private static final int MINUTE_MS = 60_000;
    private static final int DAY_MS = 86_400_000;
    private static final int LONGEST_MS = 3_600_000;
    private static final int MAX_BINS = 5_000_000;
    private static final int SHOWN_NAMES = 5;

    /** Points by which a series counts as ended: all but the last thousandth. */
    private static final double SPAN_SHARE = 0.999;

    private DemandBins() {}

    static List<Feed> of(final List<DemandSeries> all, final EvaluationConfig config) {
        final List<Feed> feeds = new ArrayList<>();
        for (final DemandSeries one : all) {
            if (config.series().isEmpty() || config.wants(one.name())) {
                feeds.add(feed(one, config));
            }
        }
        for (final String name : config.series()) {
            if (!name.equals(EvaluationConfig.ALL)
                    && all.stream().noneMatch(one -> one.name().equals(name))) {
                final List<String> names = all.stream().map(DemandSeries::name).toList();
                throw new IllegalArgumentException("--series: value=" + name + ", allowed=all, "
                        + String.join(", ", names.subList(0, Math.min(SHOWN_NAMES, names.size())))
                        + (names.size() > SHOWN_NAMES ? ", ..." : ""));
            }
        }
        return feeds;
    }

    private static Feed feed(final DemandSeries series, final EvaluationConfig config) {
        final int binMs = binMs(series, config.binMinutes() * MINUTE_MS);
        final long[] times = series.timestampsMs();
        final long firstBin = times[0] / binMs;
        final int spanPoints = (int) Math.ceil(times.length * SPAN_SHARE);
        final Split split = Split.of(
                "series " + series.name(),
                config,
                binMs,
                firstBin * binMs,
                (times[spanPoints - 1] / binMs + 1) * binMs,
                (times[times.length - 1] / binMs + 1) * binMs);
        final long bins = split.testToMs() / binMs - firstBin;
        if (bins > MAX_BINS) {
            throw new IllegalArgumentException("series " + series.name() + ": " + bins + " bins of " + binMs / MINUTE_MS
                    + " min, allowed=" + MAX_BINS);
        }
        final double[] values = values(series, binMs, firstBin, (int) bins);
        mask(values, binMs, firstBin, config);
        return Feed.of(BinnedSeries.of(series.name(), binMs, firstBin, values, split), split);
    }

    /** The bin asked for, or the next multiple of it that a point fits in and that divides a day. */
    private static int binMs(final DemandSeries series, final int askedMs) {
        int binMs = askedMs;
        while (binMs <= LONGEST_MS && (binMs < series.intervalMs() || DAY_MS % binMs != 0)) {
            binMs += askedMs;
        }
        if (binMs > LONGEST_MS) {
            throw new IllegalArgumentException("series " + series.name() + ": a point every "
                    + series.intervalMs() / MINUTE_MS + " min, allowed=60 min at most; choose others by --series");
        }
        return binMs;
    }

    private static double[] values(final DemandSeries series, final int binMs, final long firstBin, final int bins) {
        final double[] sums = new double[bins];
        final int[] points = new int[bins];
        for (int point = 0; point < series.size(); point++) {
            final long bin = series.timestampsMs()[point] / binMs - firstBin;
            if (bin < bins) {
                sums[(int) bin] += series.values()[point];
                points[(int) bin]++;
            }
        }
        final double expected = (double) binMs / series.intervalMs();
        for (int bin = 0; bin < bins; bin++) {
            if (points[bin] < Math.floor(expected)) {
                sums[bin] = Double.NaN;
            } else if (points[bin] != expected) {
                sums[bin] *= expected / points[bin];
            }
        }
        return sums;
    }

    static void mask(final double[] values, final int binMs, final long firstBin, final EvaluationConfig config) {
        for (final Interval mask : config.masks()) {
            final long from = mask.fromMs() / binMs - firstBin;
            final long to = Math.ceilDiv(mask.toMs(), binMs) - firstBin;
            Arrays.fill(values, Math.clamp(from, 0, values.length), Math.clamp(to, 0, values.length), Double.NaN);
        }
    }
}
