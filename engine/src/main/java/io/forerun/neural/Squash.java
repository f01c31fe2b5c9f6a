package io.forerun.neural;

/**
 * The cell's tanh and sigmoid from exact operations: Lambert's continued fraction of tanh after seven terms, cut where it
 * reaches one. Error below 1e-4; the derivative is taken as {@code 1 - t * t}.
 */
final class Squash {
    private static final float MOST = 4.97f;

    private Squash() {}

    static float tanh(final float x) {
        final float y = Math.max(-MOST, Math.min(MOST, x));
        final float square = y * y;
        final float over = y * Math.fma(Math.fma(square + 378, square, 17_325), square, 135_135);
        final float under = Math.fma(Math.fma(Math.fma(28, square, 3_150), square, 62_370), square, 135_135);
        return Math.max(-1, Math.min(1, over / under));
    }

    static float sigmoid(final float x) {
        return Math.fma(.5f, tanh(.5f * x), .5f);
    }
}
