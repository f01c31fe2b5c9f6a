package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.policy.TrainingPart;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;

/** The same nodes for ever, enough for the peak of the part before the test: what teams without an autoscaler do. */
final class StaticPeak implements Policy {
    private final Pool pool;
    private final int nodes;

    StaticPeak(final Workload workload, final int type) {
        pool = Pool.of(workload, type);
        nodes = pool.clamp(TrainingPart.highest(workload) * pool.nodesPerRequest());
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return target == pool.target() ? nodes : 0;
    }

    @Override
    public void decide(final Moment moment) {
        moment.want(pool.target(), nodes);
    }
}
