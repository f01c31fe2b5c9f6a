package io.forerun.markov;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Rows of a few successors each, with their weights: 64 bits a candidate, the successor above the float of its weight.
 *
 * <p>A newcomer takes the place of the lightest candidate and inherits its weight (Metwally, Agrawal, El Abbadi: Efficient
 * computation of frequent and top-k elements, 2005), which favours what is new where successors are many and changing. A float
 * counts 2^24 events of one pair within a half-life exactly; beyond, it holds still. Engine thread only.
 */
final class SuccessorRows {
    private final int width;
    private final long[] candidates;

    /** So many rows of so many candidates. */
    SuccessorRows(final int rows, final int width) {
        this.width = width;
        candidates = new long[rows * width];
    }

    /** Candidates of a row. */
    int width() {
        return width;
    }

    /** Counts one successor. */
    void add(final int row, final int successor, final float weight) {
        final int end = (row + 1) * width;
        for (int slot = row * width; slot < end; slot++) {
            final long candidate = candidates[slot];
            if ((int) (candidate >>> 32) == successor && (int) candidate != 0) {
                candidates[slot] = candidate(successor, weightOf(candidate) + weight);
                return;
            }
        }
        replaceLightest(row, successor, weight);
    }

    /** Floats that are not negative come in the order of their bits. */
    private void replaceLightest(final int row, final int successor, final float weight) {
        int least = Integer.MAX_VALUE;
        int lightest = 0;
        for (int slot = row * width; slot < (row + 1) * width; slot++) {
            final int bits = (int) candidates[slot];
            lightest = bits < least ? slot : lightest;
            least = Math.min(bits, least);
        }
        candidates[lightest] = candidate(successor, Float.intBitsToFloat(least) + weight);
    }

    /** Weight of all candidates of a row. */
    double sum(final int row) {
        double sum = 0;
        for (int slot = row * width; slot < (row + 1) * width; slot++) {
            sum += weightOf(candidates[slot]);
        }
        return sum;
    }

    /** A candidate, without meaning where its {@link #weight} is 0. */
    int successor(final int row, final int index) {
        return (int) (candidates[row * width + index] >>> 32);
    }

    /** Weight of a candidate, 0 where the place is empty. */
    float weight(final int row, final int index) {
        return weightOf(candidates[row * width + index]);
    }

    /** Weight of one successor, 0 where it is not kept. */
    float weightOf(final int row, final int successor) {
        for (int slot = row * width; slot < (row + 1) * width; slot++) {
            final long candidate = candidates[slot];
            if ((int) (candidate >>> 32) == successor && (int) candidate != 0) {
                return weightOf(candidate);
            }
        }
        return 0;
    }

    void erase(final int row) {
        Arrays.fill(candidates, row * width, (row + 1) * width, 0);
    }

    /** Multiplies all weights by a power of two. */
    void scale(final double factor) {
        for (int slot = 0; slot < candidates.length; slot++) {
            final float weight = (float) (weightOf(candidates[slot]) * factor);
            candidates[slot] = weight > 0 ? candidate((int) (candidates[slot] >>> 32), weight) : 0;
        }
    }

    /** Passes all rows. */
    void pass(final Archive archive) {
        archive.pass(candidates);
    }

    /** Passes one row. */
    void pass(final int row, final Archive archive) {
        for (int slot = row * width; slot < (row + 1) * width; slot++) {
            candidates[slot] = archive.pass(candidates[slot]);
        }
    }

    private static float weightOf(final long candidate) {
        return Float.intBitsToFloat((int) candidate);
    }

    private static long candidate(final int successor, final float weight) {
        return (long) successor << 32 | Float.floatToRawIntBits(weight);
    }
}
