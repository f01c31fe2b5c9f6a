package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Decision;
import java.util.function.ToIntFunction;

/** The product as a floor under an autoscaler that goes on as before: the higher of the two. */
final class ForerunFloor implements Policy {
    private final Pool pool;
    private final Forerun forerun;
    private final ToIntFunction<Moment> autoscaler;
    private int floor;

    /**
     * For one simulation.
     *
     * @param autoscaler what it wants, asked once a step
     */
    ForerunFloor(final Pool pool, final Forerun forerun, final ToIntFunction<Moment> autoscaler) {
        this.pool = pool;
        this.forerun = forerun;
        this.autoscaler = autoscaler;
        floor = pool.minNodes();
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return forerun.initial(workload, target);
    }

    @Override
    public void decide(final Moment moment) {
        for (final Decision decision : forerun.decisions(moment)) {
            floor = decision.to();
        }
        pool.want(moment, Math.max(floor, autoscaler.applyAsInt(moment)));
    }
}
