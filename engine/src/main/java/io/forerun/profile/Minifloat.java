package io.forerun.profile;

/**
 * Not negative numbers in 16 bits: 5 bits of exponent e over 11 of mantissa m, value m * 2^e / 1024, so whole numbers of {@code
 * 1/1024} units that add up exactly as longs. From 1 on the mantissa is at least 1024 wherever e is not 0: one code per value,
 * in the order of the values, steps of at most 1/1024 of the value.
 */
public final class Minifloat {
    /** Units of a whole. */
    public static final int UNITS = 1024;

    /** Greatest value in units; more is cut. */
    public static final long MAX_UNITS = 2047L << 31;

    private static final int MANTISSA_BITS = 11;
    private static final int MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;
    private static final double DITHER_SCALE = 1.0 / (1L << 32);

    private Minifloat() {}

    /** Value of a code in units. */
    public static long units(final int code) {
        return (long) (code & MANTISSA_MASK) << (code >>> MANTISSA_BITS);
    }

    /** Value of a code. */
    public static double value(final int code) {
        return units(code) / (double) UNITS;
    }

    /**
     * Code of a value, rounded up with the probability that keeps the expectation.
     *
     * @param dither all 32 bits evenly distributed; {@link #NEAREST} rounds to the nearest
     */
    public static int of(final double value, final int dither) {
        final double units = value * UNITS;
        if (!(units > 0)) { // NaN as well.
            return 0;
        }
        if (units >= MAX_UNITS) {
            return 31 << MANTISSA_BITS | MANTISSA_MASK;
        }
        final int exponent = Math.max(0, Math.getExponent(units) - (MANTISSA_BITS - 1));
        final double scaled = units / (1L << exponent);
        final int mantissa = (int) (scaled + (dither & 0xFFFF_FFFFL) * DITHER_SCALE);
        return mantissa > MANTISSA_MASK
                ? exponent + 1 << MANTISSA_BITS | mantissa >>> 1
                : exponent << MANTISSA_BITS | mantissa;
    }

    /** Dither that rounds to the nearest code. */
    public static final int NEAREST = 0x8000_0000;
}
