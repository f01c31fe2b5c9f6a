package io.forerun.simd;

/**
 * Logarithm and exponential from exact operations only, so that every machine and compiler gives the same bits; a fraction of
 * the time that {@link StrictMath} takes. Errors are a few parts in 10^11, far below what a forecast can feel.
 */
public final class Elementary {
    private static final double SQRT_2 = 0x1.6a09e667f3bcdp0;
    private static final double LN_2 = 0x1.62e42fefa39efp-1;
    private static final double PER_LN_2 = 0x1.71547652b82fep0;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
    private static final int BIAS = 1023;
    private static final long ONE = (long) BIAS << MANTISSA_BITS;

    /** Beyond it either way an exponential is cut: e^700 and e^-700. */
    private static final double LARGEST = 700;

    /** Added and taken away again it rounds to the nearest whole number. */
    private static final double ROUNDING = 0x1.8p52;

    private Elementary() {}

    /** {@code log(1 + x)} for x from 0 to infinity exclusive; small x to an absolute, not a relative error. NaN stays NaN. */
    public static double log1p(final double x) {
        final double y = 1 + x;
        if (y != y) {
            return y;
        }
        final long bits = Double.doubleToRawLongBits(y);
        final double mantissa = Double.longBitsToDouble(bits & MANTISSA_MASK | ONE);
        final boolean isUpper = mantissa > SQRT_2;
        final double m = isUpper ? .5 * mantissa : mantissa;
        final double exponent = (int) (bits >>> MANTISSA_BITS) - BIAS + (isUpper ? 1 : 0);
        // log m = 2 atanh s; |s| <= .172, so that the first term left out is below 1e-11.
        final double s = (m - 1) / (m + 1);
        final double z = s * s;
        double sum = Math.fma(z, 1.0 / 13, 1.0 / 11);
        sum = Math.fma(sum, z, 1.0 / 9);
        sum = Math.fma(sum, z, 1.0 / 7);
        sum = Math.fma(sum, z, 1.0 / 5);
        sum = Math.fma(sum, z, 1.0 / 3);
        sum = Math.fma(sum, z, 1);
        return Math.fma(exponent, LN_2, 2 * s * sum);
    }

    /** {@code exp(x)}, of arguments beyond 700 on either side as of 700. NaN stays NaN. */
    public static double exp(final double x) {
        final double bounded = Math.max(-LARGEST, Math.min(LARGEST, x));
        final double whole = Math.fma(bounded, PER_LN_2, ROUNDING) - ROUNDING;
        final double r = Math.fma(-whole, LN_2, bounded); // |r| <= .347: the first term left out is below 1e-12.
        double sum = Math.fma(r, 1.0 / 3_628_800, 1.0 / 362_880);
        sum = Math.fma(sum, r, 1.0 / 40_320);
        sum = Math.fma(sum, r, 1.0 / 5_040);
        sum = Math.fma(sum, r, 1.0 / 720);
        sum = Math.fma(sum, r, 1.0 / 120);
        sum = Math.fma(sum, r, 1.0 / 24);
        sum = Math.fma(sum, r, 1.0 / 6);
        sum = Math.fma(sum, r, .5);
        sum = Math.fma(sum, r, 1);
        sum = Math.fma(sum, r, 1);
        return sum * Double.longBitsToDouble((long) whole + BIAS << MANTISSA_BITS);
    }
}
