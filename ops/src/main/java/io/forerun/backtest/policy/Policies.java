package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Planner;
import io.forerun.plan.PoolPlanner;

/** Makes policies. Each serves one simulation. */
public final class Policies {
    private Policies() {}

    /** Knows demand and waits {@code leadFactor} times the mean lead time of its type. */
    public static Policy oracle(final Workload workload, final int type, final double leadFactor) {
        return new Oracle(workload, type, leadFactor);
    }

    /** The product, with the planner that its fleet asks for. Its simulation needs forecasts. */
    public static Policy forerun(final Workload workload) {
        final Planner planner = new PoolPlanner();
        return new Forerun(workload, planner);
    }
}
