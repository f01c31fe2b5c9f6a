package io.forerun.neural;

/** exp of floats from exact operations, so that it has the same bits everywhere and loops over it become vectors. */
public final class Exponential {
    private static final float LOG2_E = 1.442695041f;
    private static final float LN2_HIGH = 0.693359375f; // Few digits, so that the product with a whole number is exact.
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float ROUND = 12_582_912; // 1.5 * 2^23: what is added to it loses its fraction.
    private static final float LEAST = -87;
    private static final float MOST = 88;

    private Exponential() {}

    /** exp(x), relative error below 3e-7; x is clamped to -87..88. */
    public static float of(final float x) {
        final float clamped = Math.max(LEAST, Math.min(MOST, x));
        final float whole = Math.fma(clamped, LOG2_E, ROUND) - ROUND;
        final float rest = Math.fma(-whole, LN2_LOW, Math.fma(-whole, LN2_HIGH, clamped));
        float sum = 1f / 5_040;
        sum = Math.fma(sum, rest, 1f / 720);
        sum = Math.fma(sum, rest, 1f / 120);
        sum = Math.fma(sum, rest, 1f / 24);
        sum = Math.fma(sum, rest, 1f / 6);
        sum = Math.fma(sum, rest, .5f);
        sum = Math.fma(sum, rest, 1);
        sum = Math.fma(sum, rest, 1);
        return sum * Float.intBitsToFloat((int) whole + 127 << 23);
    }
}
