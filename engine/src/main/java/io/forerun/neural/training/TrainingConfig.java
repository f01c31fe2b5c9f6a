package io.forerun.neural.training;

/**
 * How the model is trained.
 *
 * @param seed of everything random
 * @param passes over the events at most
 * @param rowsPerShard events that one worker takes in a step; there are {@link #SHARDS} shards in a step
 * @param rate of learning at its highest
 * @param decay of embeddings and matrices, per step, in units of the rate
 * @param patience passes without improvement after which training ends
 */
public record TrainingConfig(long seed, int passes, int rowsPerShard, float rate, float decay, int patience) {
    /** Shards of a step: fixed, so that the result does not depend on how many threads there are. */
    public static final int SHARDS = 2;

    private static final long EVENT_PASSES = 24_000_000;

    public TrainingConfig {
        if (passes < 1 || rowsPerShard < Segments.LENGTH || !(rate > 0) || !(decay >= 0) || patience < 1) {
            throw new IllegalArgumentException("training: passes=" + passes + ", rowsPerShard=" + rowsPerShard
                    + ", rate=" + rate + ", decay=" + decay + ", patience=" + patience);
        }
    }

    /** Many passes over few events, few over many. */
    public static TrainingConfig forEvents(final long events) {
        final int passes = (int) Math.max(4, Math.min(30, EVENT_PASSES / Math.max(1, events)));
        final int rows = events < 100_000 ? 256 : 1_024;
        return new TrainingConfig(1, passes, rows, 3e-3f, 1e-2f, 4);
    }
}
