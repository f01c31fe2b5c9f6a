package io.forerun.forecast;

/**
 * Local time of one zone in buckets: where in its day and week a bucket lies, and the harmonics of both there. Shared by all
 * series that live in the zone, so that what is the same for all of them at a tick is worked out once. One thread.
 *
 * <pre>
 *   bucket    ... 98  99 | 100 101 ...      clocks go forward by two buckets at 100:
 *   local     ... 98  99 | 102 103 ...      100 and 101 never come
 *   bucket    ... 98  99 | 100 101 ...      clocks go back by two buckets at 100:
 *   local     ... 98  99 |  98  99 ...      98 and 99 come twice
 * </pre>
 *
 * Seasons are kept by local bucket. What never comes keeps what it had, what comes twice counts twice.
 */
final class Calendar {
    /** Harmonics of the day that {@link #waves} has, besides the first of the week; each is a sine and a cosine. */
    private static final int OF_DAY = 3;

    /** Numbers in {@link #waves}. */
    static final int WAVES = 2 * (OF_DAY + 1);

    private final int day;

    /** First bucket of each stretch between two changes, and how many buckets local time is ahead in it. */
    private final long[] starts;

    private final int[] shifts;

    /** The stretch that was asked for last: nearly always the one that is asked for next. */
    private int stretch;

    private final double[] waves = new double[WAVES];
    private long described = -1;

    /** Of UTC. */
    Calendar(final ForecastConfig config) {
        this(config, ZoneOffsets.UTC);
    }

    Calendar(final ForecastConfig config, final ZoneOffsets zone) {
        day = config.bucketsPerDay();
        final int changes = zone.changes().size();
        starts = new long[changes + 1];
        shifts = new int[changes + 1];
        starts[0] = Long.MIN_VALUE;
        shifts[0] = shift(zone.firstSeconds(), config);
        for (int index = 0; index < changes; index++) {
            final ZoneOffsets.Change change = zone.changes().get(index);
            // A bucket lives by the time at which it begins.
            starts[index + 1] = Math.ceilDiv(change.atSecond() * 1_000, (long) config.bucketMs());
            shifts[index + 1] = shift(change.offsetSeconds(), config);
        }
    }

    private static int shift(final int seconds, final ForecastConfig config) {
        return (int) Math.floorDiv(seconds * 1_000L, (long) config.bucketMs());
    }

    /** Number of a bucket by local time. */
    long local(final long bucket) {
        return bucket + shift(bucket);
    }

    /** The bucket that had the same local time a season before, or would have had it had clocks not been moved then. */
    long earlier(final long bucket, final int season) {
        final long then = bucket - season;
        final int shift = shift(bucket);
        return then + shift - shift(then);
    }

    /** How many buckets from one on follow each other by local time, too: {@code most} or less. */
    int run(final long bucket, final int most) {
        seek(bucket);
        return stretch + 1 < starts.length ? (int) Math.min(most, starts[stretch + 1] - bucket) : most;
    }

    private int shift(final long bucket) {
        seek(bucket);
        return shifts[stretch];
    }

    private void seek(final long bucket) {
        while (bucket < starts[stretch]) {
            stretch--;
        }
        while (stretch + 1 < starts.length && bucket >= starts[stretch + 1]) {
            stretch++;
        }
    }

    /** Sines and cosines of a bucket by local time, -1 to 1; good until the next call. */
    double[] waves(final long bucket) {
        if (bucket != described) {
            described = bucket;
            final long local = local(bucket);
            for (int wave = 1; wave <= OF_DAY; wave++) {
                describe(2 * (wave - 1), local * wave % day / (double) day);
            }
            describe(2 * OF_DAY, local % (7 * day) / (7.0 * day));
        }
        return waves;
    }

    private void describe(final int index, final double turn) {
        final double angle = 2 * StrictMath.PI * turn;
        waves[index] = StrictMath.sin(angle);
        waves[index + 1] = StrictMath.cos(angle);
    }
}
