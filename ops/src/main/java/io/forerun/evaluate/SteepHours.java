package io.forerun.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The hours of a test in which demand changed most against the hour before: the steepest tenth of those that were observed
 * whole, at least one. There intervals are hardest to keep, and capacity is needed most.
 */
final class SteepHours {
    private static final int HOUR_MS = 3_600_000;
    private static final int ONE_IN = 10;

    private SteepHours() {}

    /** Bins of the steepest hours. */
    static BitSet of(final BinnedSeries series, final Split split) {
        final int length = Math.max(1, HOUR_MS / series.binMs());
        final int to = series.index(split.testToMs());
        // Hours begin on the hour, whenever the test begins.
        final int first = series.index(Math.ceilDiv(split.testFromMs(), HOUR_MS) * HOUR_MS);
        final List<Hour> hours = new ArrayList<>();
        for (int from = first; from + length <= to; from += length) {
            final double change = Math.abs(series.sum(from + length - 1, length) - series.sum(from - 1, length));
            if (change == change) {
                hours.add(new Hour(from, change));
            }
        }
        hours.sort(Comparator.comparingDouble(Hour::change).reversed().thenComparingInt(Hour::from));
        final BitSet bins = new BitSet();
        for (final Hour hour : hours.subList(0, (hours.size() + ONE_IN - 1) / ONE_IN)) {
            bins.set(hour.from, hour.from + length);
        }
        return bins;
    }

    /** One hour, its first bin and how much its demand differs from the hour before. */
    private record Hour(int from, double change) {}
}
