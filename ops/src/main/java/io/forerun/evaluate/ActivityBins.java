package io.forerun.evaluate;

import io.forerun.client.ActivityRow;
import io.forerun.client.XxHash64;
import io.forerun.evaluate.users.UserEvents;
import io.forerun.evaluate.users.UserTraining;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows of an activity file by bin, in total and for the groups asked for. A bin without rows is 0, not missing. */
final class ActivityBins implements AutoCloseable {
    private static final int MINUTE_MS = 60_000;
    private static final int USUAL_GROUPS = 8;
    private static final int SHOWN_NAMES = 5;
    private static final String TOTAL = "total";

    private final EvaluationConfig config;
    private final Split split;
    private final int binMs;
    private final long firstBin;
    private final List<String> names;

    private final Map<String, Integer> indexByName = new HashMap<>();

    /** Of the total and the groups asked for, in this order. */
    private final double[][] counts;

    private final UserSignals signals;
    private final UserEvents events = new UserEvents();

    /** Index in the counts by service and region, 0 for groups that nobody asked for. */
    private final Map<String, Map<String, Integer>> byRegion = new HashMap<>();

    ActivityBins(final String trace, final ActivityScan scan, final EvaluationConfig config) {
        this.config = config;
        binMs = config.binMinutes() * MINUTE_MS;
        firstBin = scan.fromMs() / binMs;
        split = Split.of(
                trace, config, binMs, firstBin * binMs, ceil(scan.spanToMs(), binMs), ceil(scan.endMs(), binMs));
        final int bins = (int) (split.testToMs() / binMs - firstBin);
        names = names(scan.groups());
        for (final String name : names) {
            indexByName.put(name, indexByName.size() + 1);
        }
        counts = new double[1 + names.size()][bins];
        signals = new UserSignals(counts.length, binMs, firstBin, bins);
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

    /** Lets a network come into force where its training ended. */
    void train(final UserTraining.Trained trained) {
        signals.train(trained);
    }

    /** Counts a row that lies between the first bin and the end of the test. */
    void add(final ActivityRow row) {
        final long bin = row.timestampMs / binMs - firstBin;
        if (bin < 0 || bin >= counts[0].length) {
            return;
        }
        counts[0][(int) bin]++;
        final int group = byRegion.computeIfAbsent(row.service, service -> new HashMap<>())
                .computeIfAbsent(
                        row.region, region -> indexByName.getOrDefault(ActivityScan.group(row.service, region), 0));
        if (group > 0) {
            counts[group][(int) bin]++;
        }
        if (!config.isMasked(row.timestampMs)) {
            signals.add(XxHash64.of(row.user), row.timestampMs, group, events.event(row));
        }
    }

    /** All that was counted, total first. */
    Feed feed() {
        final List<BinnedSeries> series = new ArrayList<>();
        final List<Boolean> reported = new ArrayList<>();
        signals.finish();
        series.add(series(TOTAL, 0));
        reported.add(config.series().isEmpty() || config.wants(TOTAL));
        for (int index = 1; index < counts.length; index++) {
            series.add(series(names.get(index - 1), index));
            reported.add(true);
        }
        return new Feed(series, reported, split);
    }

    private BinnedSeries series(final String name, final int index) {
        DemandBins.mask(counts[index], binMs, firstBin, config);
        return new BinnedSeries(
                name, binMs, firstBin, counts[index], signals.promised(index), signals.foreseen(index), 1);
    }

    @Override
    public void close() {
        signals.close();
    }
}
