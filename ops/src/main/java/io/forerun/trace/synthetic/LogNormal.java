package io.forerun.trace.synthetic;

/**
 * Log-normal distributions as tables of {@value #SIZE} quantiles: a draw is one look-up by ten random bits. The tails are
 * cut at one in 2,048, which bounds every value.
 */
final class LogNormal {
    /** Entries of a table, a power of two. */
    static final int SIZE = 1_024;

    private static final double[] NORMAL = normalQuantiles();

    private LogNormal() {}

    /** Quantiles of whole numbers, at least 1. */
    static int[] table(final double median, final double sigma) {
        final int[] table = new int[SIZE];
        for (int index = 0; index < SIZE; index++) {
            table[index] = (int) Math.clamp(median * StrictMath.exp(sigma * NORMAL[index]) + 0.5, 1, Integer.MAX_VALUE);
        }
        return table;
    }

    /** The standard normal quantile at (index + 0.5) / SIZE. */
    static double normal(final int index) {
        return NORMAL[index];
    }

    /** By bisection of the distribution function: slow, exact, and run once. */
    private static double[] normalQuantiles() {
        final double[] quantiles = new double[SIZE];
        for (int index = SIZE / 2; index < SIZE; index++) {
            final double target = (index + 0.5) / SIZE;
            double low = 0;
            double high = 5;
            for (int step = 0; step < 45; step++) {
                final double middle = (low + high) / 2;
                if (distribution(middle) < target) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            quantiles[index] = low;
            quantiles[SIZE - 1 - index] = -low;
        }
        return quantiles;
    }

    /** Series of Marsaglia (Evaluating the normal distribution, 2004): 1/2 + density times x + x^3/3 + x^5/(3 5) ... */
    private static double distribution(final double x) {
        double sum = x;
        double term = x;
        for (int odd = 3; term > 1e-17 * sum; odd += 2) {
            term *= x * x / odd;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    }
}
