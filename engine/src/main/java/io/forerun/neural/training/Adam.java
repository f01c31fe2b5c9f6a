package io.forerun.neural.training;

/**
 * Adam (Kingma and Ba 2015) with decoupled decay of weights (Loshchilov and Hutter 2019), on a gradient whose norm is clipped.
 * Not thread safe.
 */
final class Adam {
    private static final float KEEP_FIRST = .9f;
    private static final float KEEP_SECOND = .999f;
    private static final float SMALL = 1e-8f;

    private final float[] first;
    private final float[] second;
    private double firstLeft = 1;
    private double secondLeft = 1;

    Adam(final int parameters) {
        first = new float[parameters];
        second = new float[parameters];
    }

    /**
     * One step.
     *
     * @param gradient times {@code share} is the gradient
     * @param rate of learning
     * @param decay of weights, per step
     */
    void step(
            final float[] parameters, final float[] gradient, final float share, final float rate, final float decay) {
        firstLeft *= KEEP_FIRST;
        secondLeft *= KEEP_SECOND;
        final float pace = (float) (rate / (1 - firstLeft));
        final float spread = (float) (1 / (1 - secondLeft));
        final float keep = 1 - decay;
        for (int index = 0; index < parameters.length; index++) {
            final float slope = gradient[index] * share;
            final float mean = Math.fma(KEEP_FIRST, first[index] - slope, slope);
            final float square = Math.fma(KEEP_SECOND, second[index] - slope * slope, slope * slope);
            first[index] = mean;
            second[index] = square;
            parameters[index] = parameters[index] * keep - pace * mean / ((float) Math.sqrt(square * spread) + SMALL);
        }
    }
}
