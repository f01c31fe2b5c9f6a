package io.forerun.forecast;

import java.util.SplittableRandom;

/** Seeded demand for tests. */
final class Demand {
    private Demand() {}

    /** A Poisson count: by products of uniforms where the rate is low, by the rounded normal above. */
    static int poisson(final SplittableRandom random, final double rate) {
        if (rate > 50) {
            return (int) Math.max(0, StrictMath.round(rate + StrictMath.sqrt(rate) * random.nextGaussian()));
        }
        final double limit = StrictMath.exp(-rate);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** A day that swings between a fifth and nine fifths of the mean, and a quieter weekend. */
    static double seasonalRate(final ForecastConfig config, final long bucket, final double mean) {
        final double day = 2 * StrictMath.PI * bucket / config.bucketsPerDay();
        final boolean isWeekend = bucket / config.bucketsPerDay() % 7 >= 5;
        return mean * (1 + .8 * StrictMath.sin(day)) * (isWeekend ? .6 : 1);
    }
}
