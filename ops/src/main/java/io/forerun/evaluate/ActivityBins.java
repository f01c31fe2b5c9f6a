package io.forerun.evaluate;

import io.forerun.client.ActivityRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows of an activity file by bin, in total and for the groups asked for. A bin without rows is 0, not missing. */
final class ActivityBins {
    private static final int MINUTE_MS = 60_000;
    private static final int USUAL_GROUPS = 8;
    private static final int SHOWN_NAMES = 5;
    private static final String TOTAL = "total";

    private final EvaluationConfig config;
    private final Split split;
    private final int binMs;
    private final long firstBin;
    private final double[] total;
    private final List<String> names;

    /** Counts of the groups asked for, by service and region. */
    private final Map<String, Map<String, double[]>> byRegion = new HashMap<>();

    private final Map<String, double[]> byName = new HashMap<>();

    ActivityBins(final String trace, final ActivityScan scan, final EvaluationConfig config) {
        this.config = config;
        binMs = config.binMinutes() * MINUTE_MS;
        firstBin = scan.fromMs() / binMs;
        split = Split.of(
                trace, config, binMs, firstBin * binMs, ceil(scan.spanToMs(), binMs), ceil(scan.endMs(), binMs));
        total = new double[(int) (split.testToMs() / binMs - firstBin)];
        names = names(scan.groups());
        for (final String name : names) {
            byName.put(name, new double[total.length]);
        }
    }

    private List<String> names(final List<String> groups) {
        if (config.series().isEmpty()) {
            // A lone group is the total again.
            return groups.size() == 1 ? List.of() : groups.subList(0, Math.min(USUAL_GROUPS, groups.size()));
        }
        for (final String name : config.series()) {
            if (!name.equals(TOTAL) && !name.equals(EvaluationConfig.ALL) && !groups.contains(name)) {
                throw new IllegalArgumentException("--series: value=" + name + ", allowed=total, all, "
                        + String.join(", ", groups.subList(0, Math.min(SHOWN_NAMES, groups.size())))
                        + (groups.size() > SHOWN_NAMES ? ", ..." : ""));
            }
        }
        return groups.stream().filter(config::wants).toList();
    }

    private static long ceil(final long timeMs, final int binMs) {
        return Math.ceilDiv(timeMs, binMs) * binMs;
    }

    Split split() {
        return split;
    }

    /** Counts a row that lies between the first bin and the end of the test. */
    void add(final ActivityRow row) {
        final long bin = row.timestampMs / binMs - firstBin;
        if (bin < 0 || bin >= total.length) {
            return;
        }
        total[(int) bin]++;
        final double[] group = byRegion.computeIfAbsent(row.service, service -> new HashMap<>())
                .computeIfAbsent(row.region, region -> counts(row.service, region));
        if (group.length > 0) {
            group[(int) bin]++;
        }
    }

    private double[] counts(final String service, final String region) {
        return byName.getOrDefault(ActivityScan.group(service, region), new double[0]);
    }

    /** All that was counted, total first. */
    Feed feed() {
        final List<BinnedSeries> series = new ArrayList<>();
        final List<Boolean> reported = new ArrayList<>();
        series.add(series(TOTAL, total));
        reported.add(config.series().isEmpty() || config.wants(TOTAL));
        for (final String name : names) {
            series.add(series(name, byName.get(name)));
            reported.add(true);
        }
        return new Feed(series, reported, split);
    }

    private BinnedSeries series(final String name, final double[] values) {
        DemandBins.mask(values, binMs, firstBin, config);
        return new BinnedSeries(name, binMs, firstBin, values, 1);
    }
}
