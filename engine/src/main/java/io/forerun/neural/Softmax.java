package io.forerun.neural;

/** Probabilities that are proportional to the exponentials of numbers. */
public final class Softmax {
    private Softmax() {}

    /** Turns numbers into probabilities; returns the logarithm of the sum of their exponentials. */
    public static double of(final float[] values, final int from, final int count) {
        float most = values[from];
        for (int index = from + 1; index < from + count; index++) {
            most = Math.max(most, values[index]);
        }
        for (int index = from; index < from + count; index++) {
            values[index] = Exponential.of(values[index] - most);
        }
        float sum = 0;
        for (int index = from; index < from + count; index++) {
            sum += values[index];
        }
        final float share = 1 / sum;
        for (int index = from; index < from + count; index++) {
            values[index] *= share;
        }
        return most + StrictMath.log(sum);
    }
}
