package io.forerun.forecast;

/**
 * Where in its day and week a bucket lies, and the harmonics of both there. Shared by all series that live in one zone, so that
 * what is the same for all of them at a tick is worked out once. One thread.
 */
final class Calendar {
    /** Harmonics of the day that {@link #waves} has, besides the first of the week; each is a sine and a cosine. */
    private static final int OF_DAY = 3;

    /** Numbers in {@link #waves}. */
    static final int WAVES = 2 * (OF_DAY + 1);

    private final int day;
    private final double[] waves = new double[WAVES];
    private long described = -1;

    Calendar(final ForecastConfig config) {
        day = config.bucketsPerDay();
    }

    /** Sines and cosines of a bucket, -1 to 1; good until the next call. */
    double[] waves(final long bucket) {
        if (bucket != described) {
            described = bucket;
            for (int wave = 1; wave <= OF_DAY; wave++) {
                describe(2 * (wave - 1), bucket * wave % day / (double) day);
            }
            describe(2 * OF_DAY, bucket % (7 * day) / (7.0 * day));
        }
        return waves;
    }

    private void describe(final int index, final double turn) {
        final double angle = 2 * StrictMath.PI * turn;
        waves[index] = StrictMath.sin(angle);
        waves[index + 1] = StrictMath.cos(angle);
    }
}
