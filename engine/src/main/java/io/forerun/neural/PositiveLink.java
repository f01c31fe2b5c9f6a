package io.forerun.neural;

/**
 * What makes a rate of any number without an exp: {@code f(u) = (y + sqrt(y^2 + 1))^4, y = u / 4}, which is exp(4 asinh(u / 4)).
 * Near 0 it is exp(u); far out it grows as a power only, so one odd input cannot promise millions.
 */
public final class PositiveLink {
    private PositiveLink() {}

    public static float of(final float u) {
        final float y = Math.abs(u * .25f);
        final float root = y + (float) Math.sqrt(Math.fma(y, y, 1));
        final float square = root * root;
        final float power = square * square;
        return u < 0 ? 1 / power : power;
    }

    /** Derivative of the logarithm: {@code f'(u) / f(u)}. */
    public static float logSlope(final float u) {
        final float y = u * .25f;
        return 1 / (float) Math.sqrt(Math.fma(y, y, 1));
    }

    /** The number that gives a rate. */
    public static double inverse(final double rate) {
        final double root = Math.sqrt(Math.sqrt(rate));
        return 2 * (root - 1 / root);
    }
}
