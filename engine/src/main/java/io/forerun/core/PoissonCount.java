package io.forerun.core;

import io.forerun.forecast.ForecastTable;

/** Counts after Poisson about a mean. */
final class PoissonCount {
    private PoissonCount() {}

    /** [ForecastTable.QUANTILES] quantiles. */
    static double[] quantiles(final double mean) {
        final double[] quantiles = new double[ForecastTable.QUANTILES];
        for (int index = 0; index < quantiles.length; index++) {
            quantiles[index] = quantile(mean, ForecastTable.level(index));
        }
        return quantiles;
    }

    private static double quantile(final double mean, final double level) {
        if (mean > 500) { // The sum below would underflow; the normal approximation is within half a request here.
            return mean + Math.sqrt(mean) * normalQuantile(level);
        }
        double mass = StrictMath.exp(-mean);
        double sum = mass;
        long count = 0;
        while (sum < level && count < 2_000) {
            count++;
            mass *= mean / count;
            sum += mass;
        }
        return count;
    }

    /** Probability of a count. */
    static double mass(final double mean, final long count) {
        if (mean <= 0) {
            return count == 0 ? 1 : 0;
        }
        double logMass = -mean + count * StrictMath.log(mean);
        for (long factor = 2; factor <= Math.min(count, 2_000); factor++) {
            logMass -= StrictMath.log(factor);
        }
        return StrictMath.exp(logMass);
    }

    /** Abramowitz and Stegun 26.2.23, absolute error below 4.5e-4. */
    private static double normalQuantile(final double level) {
        final double tail = Math.min(level, 1 - level);
        final double t = StrictMath.sqrt(-2 * StrictMath.log(tail));
        final double z =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return level < .5 ? -z : z;
    }
}
