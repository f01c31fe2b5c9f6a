package io.forerun.backtest;

/**
 * Replays a load against the nodes that a policy wants. A node serves one lead time after its order, is paid from its order
 * on and goes at once. Demand that finds no capacity is lost, not queued: shortfall is counted where it happens.
 */
public final class CapacitySimulation {
    /** Steps are never longer than this, so that lead times and syncs shorter than a bucket count. */
    private static final int LONGEST_STEP_MS = 15_000;

    private static final double HOUR_MS = 3_600_000;

    private final Load load;
    private final Provisioning provisioning;
    private final int fromBucket;

    /**
     * What a policy led to.
     *
     * @param costUsd of all nodes, serving or ordered
     * @param unservedShare demand that found no capacity, as a share of all
     * @param deficientNodeHours nodes that lacked, times time
     * @param excessNodeHours nodes that served without need, times time
     * @param slaMinutes time in which any capacity lacked
     * @param scaleActions times at which nodes were ordered or taken away
     */
    public record Result(
            double costUsd,
            double unservedShare,
            double deficientNodeHours,
            double excessNodeHours,
            double slaMinutes,
            int scaleActions) {}

    /**
     * Prepares a replay.
     *
     * @param fromBucket first bucket that is scored; those before only bring the pool into its state
     */
    public CapacitySimulation(final Load load, final Provisioning provisioning, final int fromBucket) {
        this.load = load;
        this.provisioning = provisioning;
        this.fromBucket = fromBucket;
    }

    /** Asks a policy and replays what it wants. */
    public Result run(final Policy policy) {
        return run(policy.desired(load, provisioning));
    }

    /** Replays. The same arguments give the same result. */
    public Result run(final DesiredNodes desired) {
        final int stepMs = divisor(divisor(load.bucketMs(), desired.everyMs()), LONGEST_STEP_MS);
        final NodePool pool = new NodePool(provisioning.leadSteps(stepMs), provisioning.initialNodes());
        final Tally tally = new Tally(stepMs / HOUR_MS);
        final long steps = (long) load.buckets() * load.bucketMs() / stepMs;
        for (long step = 0; step < steps; step++) {
            final long elapsedMs = step * stepMs;
            final int bucket = (int) (elapsedMs / load.bucketMs());
            pool.advance(step);
            final boolean acted = pool.want(step, desired.at(elapsedMs));
            if (bucket >= fromBucket) {
                tally.add(load.requiredNodes()[bucket], pool, acted);
            }
        }
        return tally.result(provisioning.usdPerHour());
    }

    private static int divisor(final int first, final int second) {
        return second == 0 ? first : divisor(second, first % second);
    }

    /** Sums over the steps that are scored. */
    private static final class Tally {
        private final double stepHours;
        private double paid;
        private double required;
        private double deficient;
        private double excess;
        private double shortHours;
        private int actions;

        Tally(final double stepHours) {
            this.stepHours = stepHours;
        }

        void add(final double need, final NodePool pool, final boolean acted) {
            paid += pool.total() * stepHours;
            actions += acted ? 1 : 0;
            if (Double.isNaN(need)) {
                return;
            }
            final double lack = need - pool.serving();
            required += need * stepHours;
            if (lack > 1e-9 * Math.max(1, need)) {
                deficient += lack * stepHours;
                shortHours += stepHours;
            } else {
                excess -= Math.min(0, lack) * stepHours;
            }
        }

        Result result(final double usdPerHour) {
            final double unserved = required > 0 ? deficient / required : 0;
            return new Result(paid * usdPerHour, unserved, deficient, excess, shortHours * 60, actions);
        }
    }
}
