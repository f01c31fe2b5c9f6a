package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Fleet;
import io.forerun.plan.FleetPlanner;
import io.forerun.plan.PoolPlanner;
import java.util.function.ToIntFunction;

/** Makes policies. Each serves one simulation. */
public final class Policies {
    /** Plans of so many buckets before the test begins run into it; what to hold is learned from all that come before. */
    private static final int DAY = 1_440;

    private Policies() {}

    /** Knows demand and waits {@code leadFactor} times the mean lead time of its type. */
    public static Policy oracle(final Workload workload, final int type, final double leadFactor) {
        return new Oracle(workload, type, leadFactor);
    }

    /**
     * The product. Its simulation needs forecasts.
     *
     * @param penaltyFactor how many times as dear a shortfall is as the fleet says
     */
    public static Policy forerun(final Workload workload, final double penaltyFactor) {
        return new Forerun(
                workload.fleet().withPenalty(penaltyFactor), 0, new FleetPlanner(), workload.testFrom() - DAY);
    }

    /** The product with one node type for all demand. Its simulation needs forecasts. */
    public static Policy alone(final Workload workload, final int type) {
        return new Forerun(
                workload.fleet().alone(type),
                workload.fleet().targetIndex(type, 0),
                new FleetPlanner(),
                workload.testFrom() - DAY);
    }

    /**
     * The product as a floor under an autoscaler, which it may never fall below.
     *
     * @param type node type that the autoscaler runs
     * @param target utilisation that it steers to
     * @param minNodes its minimum
     * @param autoscaler what it wants, asked once a step
     */
    public static Policy forerunFloor(
            final Workload workload,
            final int type,
            final double target,
            final int minNodes,
            final ToIntFunction<Moment> autoscaler) {
        final Fleet fleet = workload.fleet().above(type, target, minNodes);
        final Forerun forerun = new Forerun(fleet, workload.fleet().targetIndex(type, 0), new PoolPlanner(), 0);
        return new ForerunFloor(Pool.of(workload, type), forerun, autoscaler);
    }
}
