package io.forerun.plan.cover;

import io.forerun.state.Archive;
import java.util.Arrays;

/** Demand of the last minutes, bucket by bucket, and of the last week, a minute at a time. */
final class DemandMemory {
    private static final int RECENT_MS = 300_000;
    private static final int MINUTE_MS = 60_000;
    private static final long WEEK_MS = 604_800_000;
    private static final int HOUR_MS = 3_600_000;

    private final float[] recent;
    private final float[] week;
    private final int bucketsPerEntry;
    private final int entriesPerRefresh;
    private final double[] usuals = new double[CoverRule.USUALS.length];
    private long buckets;
    private long entries;
    private float entry = Float.NaN;

    DemandMemory(final int bucketMs) {
        recent = new float[Math.max(1, RECENT_MS / bucketMs)];
        Arrays.fill(recent, Float.NaN);
        bucketsPerEntry = Math.max(1, MINUTE_MS / bucketMs);
        final int entryMs = bucketMs * bucketsPerEntry;
        week = new float[(int) (WEEK_MS / entryMs)];
        entriesPerRefresh = Math.max(1, HOUR_MS / entryMs);
    }

    /** One bucket more; NaN where its demand is not known. */
    void add(final float requests) {
        recent[(int) (buckets++ % recent.length)] = requests;
        entry = Float.isNaN(entry) || requests > entry ? requests : entry;
        if (buckets % bucketsPerEntry == 0) {
            week[(int) (entries++ % week.length)] = entry;
            entry = Float.NaN;
            if (entries % entriesPerRefresh == 0) {
                refresh();
            }
        }
    }

    /** The highest of the last five minutes, 0 where none is known. */
    double highest() {
        double highest = 0;
        for (final float requests : recent) {
            highest = requests > highest ? requests : highest;
        }
        return highest;
    }

    /** The last week's quantile of that index of {@link CoverRule#USUALS}, renewed every hour. */
    double usual(final int index) {
        return usuals[index];
    }

    private void refresh() {
        final float[] sorted = Arrays.copyOf(week, (int) Math.min(entries, week.length));
        Arrays.sort(sorted); // What is not known comes last.
        int known = sorted.length;
        while (known > 0 && Float.isNaN(sorted[known - 1])) {
            known--;
        }
        for (int index = 1; index < usuals.length && known > 0; index++) {
            usuals[index] = sorted[(int) ((known - 1) * CoverRule.USUALS[index])];
        }
    }

    void pass(final Archive archive) {
        archive.pass(recent);
        archive.pass(week);
        archive.pass(usuals);
        buckets = archive.pass(buckets);
        entries = archive.pass(entries);
        entry = archive.pass(entry);
    }
}
