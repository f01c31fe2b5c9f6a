package io.forerun.forecast;

import io.forerun.state.Archive;
import java.util.Arrays;

/** Experts that know the present level of demand and no season. Where buckets are missing they hold. */
final class LevelExperts {
    private LevelExperts() {}

    /** Weight of the newest of a mean whose weights halve every {@code halfLife} buckets. */
    static float newestShare(final double halfLife) {
        return (float) (1 - StrictMath.pow(2, -1 / halfLife));
    }

    /** Mean of the newest observed buckets. */
    static final class Window implements Expert {
        private final float[] ring;
        private double sum;
        private long count;

        Window(final int buckets) {
            ring = new float[buckets];
        }

        @Override
        public void observe(final History history, final float requests) {
            final int slot = (int) (count % ring.length);
            sum += (double) requests - ring[slot]; // whole numbers: exact
            ring[slot] = requests;
            count++;
        }

        @Override
        public void forecast(final History history, final float[] values, final int offset, final int steps) {
            final float mean = count == 0 ? Float.NaN : (float) (sum / Math.min(count, ring.length));
            Arrays.fill(values, offset, offset + steps, mean);
        }

        @Override
        public void pass(final Archive archive) {
            sum = archive.pass(sum);
            count = archive.pass(count);
            archive.pass(ring);
        }
    }

    /** Simple exponential smoothing; in detail: of demand without its cycles, which are then put back. */
    static final class Smoothing implements Expert {
        private final boolean inDetail;
        private final float newestShare;
        private float level = Float.NaN;
        private float weight;

        Smoothing(final boolean inDetail, final double halfLife) {
            this.inDetail = inDetail;
            newestShare = newestShare(halfLife);
        }

        @Override
        public void observe(final History history, final float requests) {
            weight = Math.fma(1 - newestShare, weight, newestShare);
            final float plain = inDetail ? history.cycles().without(requests) : requests;
            level = weight == newestShare ? plain : level + newestShare / weight * (plain - level);
        }

        @Override
        public void forecast(final History history, final float[] values, final int offset, final int steps) {
            Arrays.fill(values, offset, offset + steps, level);
            if (inDetail && level == level) {
                history.cycles().with(values, offset, steps);
            }
        }

        @Override
        public void pass(final Archive archive) {
            level = archive.pass(level);
            weight = archive.pass(weight);
        }
    }
}
