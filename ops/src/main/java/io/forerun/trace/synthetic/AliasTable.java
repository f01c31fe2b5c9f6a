package io.forerun.trace.synthetic;

/**
 * Draws an index with given weights in constant time by the alias method (Walker 1977, built as in Vose: A linear algorithm
 * for generating random numbers with a given distribution, 1991).
 */
final class AliasTable {
    private final double[] keep;
    private final int[] alias;

    /** Weights are finite, 0 and up, and not all 0. */
    AliasTable(final double[] weights) {
        final int size = weights.length;
        double sum = 0;
        for (final double weight : weights) {
            sum += weight;
        }
        keep = new double[size];
        alias = new int[size];
        final int[] work = new int[size];
        int small = 0;
        int large = size;
        for (int index = 0; index < size; index++) {
            keep[index] = weights[index] * size / sum;
            if (keep[index] < 1) {
                work[small++] = index;
            } else {
                work[--large] = index;
            }
        }
        // Small ones lie at the front of work, large ones at its back.
        while (small > 0 && large < size) {
            final int poor = work[--small];
            final int rich = work[large];
            alias[poor] = rich;
            keep[rich] -= 1 - keep[poor];
            if (keep[rich] < 1) {
                large++;
                work[small++] = rich;
            }
        }
        while (small > 0) {
            keep[work[--small]] = 1;
        }
        while (large < size) {
            keep[work[large++]] = 1;
        }
    }

    /** The index for a uniform number, 0 inclusive to 1 exclusive. */
    int draw(final double uniform) {
        final double scaled = uniform * keep.length;
        final int index = (int) scaled;
        return scaled - index < keep[index] ? index : alias[index];
    }
}
