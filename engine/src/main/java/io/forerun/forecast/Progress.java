package io.forerun.forecast;

import io.forerun.state.Archive;
import java.util.ArrayList;
import java.util.List;

/** How far one series has come towards what its experts need. */
final class Progress {
    private static final int HOUR_MS = 3_600_000;
    private static final int MINUTE_MS = 60_000;
    private static final Readiness COMPLETE = new Readiness(1, List.of());
    private static final String USUAL =
            "a return to what is usual: demand has strayed from its quantiles, expect worse than they say";
    private static final String[] NEEDS = {"the present level", "the daily season", "the weekly season"};

    private final int bucketMs;
    private final long[] needed;
    private long observed;

    /** What {@link #missing} says, as numbers. */
    private final long[] told = new long[NEEDS.length];

    private List<String> missing = List.of();

    Progress(final ForecastConfig config) {
        bucketMs = config.bucketMs();
        final long level = Math.max(1, HOUR_MS / 2 / bucketMs);
        needed = new long[] {level, config.bucketsPerDay() + level, config.bucketsPerWeek() + level};
    }

    /** Counts one observed bucket. */
    void observe() {
        observed++;
    }

    boolean hasObserved() {
        return observed > 0;
    }

    /** What lacks; in a drift also that it ends, which does not change the share. */
    Readiness readiness(final boolean drifting) {
        final Readiness known = readiness();
        if (!drifting) {
            return known;
        }
        final List<String> all = new ArrayList<>(known.missing());
        all.add(USUAL);
        return new Readiness(known.share(), all);
    }

    private Readiness readiness() {
        if (observed >= needed[needed.length - 1]) {
            return COMPLETE;
        }
        double share = 0;
        boolean isStale = false;
        for (int index = 0; index < needed.length; index++) {
            share += Math.min(1, observed / (double) needed[index]) / needed.length;
            final long left = left(index);
            isStale |= left != told[index];
            told[index] = left;
        }
        if (isStale) { // Made anew only then: with many series and short buckets texts would be most of the work.
            missing = missing();
        }
        return new Readiness(share, missing);
    }

    /** Whole hours, or below one whole minutes as a negative number, that a need lacks, rounded up; 0 for nothing. */
    private long left(final int index) {
        final long ms = Math.max(0, needed[index] - observed) * bucketMs;
        return ms >= HOUR_MS ? (ms + HOUR_MS - 1) / HOUR_MS : -((ms + MINUTE_MS - 1) / MINUTE_MS);
    }

    private List<String> missing() {
        final List<String> texts = new ArrayList<>(needed.length);
        for (int index = 0; index < needed.length; index++) {
            if (told[index] != 0) {
                final String duration = told[index] > 0 ? told[index] + " h" : -told[index] + " min";
                texts.add(duration + " more for " + NEEDS[index]);
            }
        }
        return List.copyOf(texts);
    }

    void pass(final Archive archive) {
        observed = archive.pass(observed);
    }
}
