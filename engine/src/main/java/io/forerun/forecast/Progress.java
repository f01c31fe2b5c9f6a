package io.forerun.forecast;

import io.forerun.memory.Digest;
import java.util.ArrayList;
import java.util.List;

/** How far one series has come towards what its experts need. */
final class Progress {
    private static final int HOUR_MS = 3_600_000;
    private static final int MINUTE_MS = 60_000;
    private static final Readiness COMPLETE = new Readiness(1, List.of());
    private static final String[] NEEDS = {"the present level", "the daily season", "the weekly season"};

    private final int bucketMs;
    private final long[] needed;
    private long observed;

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

    Readiness readiness() {
        if (observed >= needed[needed.length - 1]) {
            return COMPLETE;
        }
        double share = 0;
        final List<String> missing = new ArrayList<>(needed.length);
        for (int index = 0; index < needed.length; index++) {
            share += Math.min(1, observed / (double) needed[index]) / needed.length;
            if (observed < needed[index]) {
                missing.add(duration((needed[index] - observed) * bucketMs) + " more for " + NEEDS[index]);
            }
        }
        return new Readiness(share, missing);
    }

    /** Whole units, rounded up. */
    private static String duration(final long ms) {
        final boolean isLong = ms >= HOUR_MS;
        final long unit = isLong ? HOUR_MS : MINUTE_MS;
        return (ms + unit - 1) / unit + (isLong ? " h" : " min");
    }

    void digest(final Digest digest) {
        digest.add(observed);
    }
}
