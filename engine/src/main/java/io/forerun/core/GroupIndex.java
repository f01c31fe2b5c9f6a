package io.forerun.core;

import io.forerun.forecast.DemandForecaster;
import io.forerun.state.Archive;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntArrayList;

/** Finds the demand series of a (service, region). Engine thread only. */
final class GroupIndex {
    /** The group counts in total only: the forecaster holds as many series as it may. */
    static final int UNGROUPED = -1;

    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final int RECENT = 256; // A power of two.

    private final NameBook names;
    private final DemandForecaster forecaster;
    private final Int2IntHashMap seriesByGroup = new Int2IntHashMap(UNKNOWN);
    private final int[] recentGroups = new int[RECENT];
    private final int[] recentSeries = new int[RECENT];

    GroupIndex(final NameBook names, final DemandForecaster forecaster) {
        this.names = names;
        this.forecaster = forecaster;
        Arrays.fill(recentSeries, UNKNOWN);
    }

    /** Series of a group, opened at its first use; allocates only then. */
    int series(final int service, final int region) {
        final int group = service << 16 | region;
        final int place = (service * 31 + region) & (RECENT - 1);
        if (recentGroups[place] == group && recentSeries[place] != UNKNOWN) {
            return recentSeries[place];
        }
        final int known = seriesByGroup.get(group);
        final int series = known != UNKNOWN ? known : open(group, service, region);
        recentGroups[place] = group;
        recentSeries[place] = series;
        return series;
    }

    private int open(final int group, final int service, final int region) {
        final String name = part(NameKind.SERVICE, service) + "/" + part(NameKind.REGION, region);
        final int series = forecaster.open(name, region == 0 ? "" : names.name(NameKind.REGION, region));
        seriesByGroup.put(group, series);
        return series;
    }

    private String part(final NameKind kind, final int number) {
        return number == 0 ? "-" : names.name(kind, number);
    }

    /** Passes which group has which series; for a hash the names of the series are enough. */
    void pass(final Archive archive) {
        if (archive.isFolding()) {
            return;
        }
        final int[] pairs = archive.passGrown(pairs());
        for (int index = 0; index < pairs.length; index += 2) {
            seriesByGroup.put(pairs[index], pairs[index + 1]);
        }
    }

    /** Group and series, one after the other, in the order of groups. */
    private int[] pairs() {
        final IntArrayList known = new IntArrayList();
        seriesByGroup.forEachInt((group, series) -> known.addInt(group));
        final int[] grouped = known.toIntArray();
        Arrays.sort(grouped);
        final int[] pairs = new int[2 * grouped.length];
        for (int index = 0; index < grouped.length; index++) {
            pairs[2 * index] = grouped[index];
            pairs[2 * index + 1] = seriesByGroup.get(grouped[index]);
        }
        return pairs;
    }
}
