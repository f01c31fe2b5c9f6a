package io.forerun.trace;

/** In what demand is counted: forecasters count whole requests, a file may hold shares, or bytes by the billion. */
public final class CountUnits {
    /** Where values are not whole, the largest becomes so many units at least. */
    private static final double RESOLUTION = 10_000;

    /** Far below the largest int, and a float still tells neighbours at the usual level apart. */
    private static final double LARGEST = 1e8;

    private CountUnits() {}

    /**
     * Whole units for a value of 1, a power of ten.
     *
     * @param values of the training part, so that nothing of the test is known before; NaN where missing
     */
    public static double perValue(final double[] values) {
        double largest = 0;
        boolean isWhole = true;
        for (final double value : values) {
            if (value == value) {
                largest = Math.max(largest, value);
                isWhole &= value == Math.rint(value);
            }
        }
        double units = 1;
        while (!isWhole && largest > 0 && largest * units < RESOLUTION) {
            units *= 10;
        }
        while (largest * units > LARGEST) {
            units /= 10;
        }
        return units;
    }
}
