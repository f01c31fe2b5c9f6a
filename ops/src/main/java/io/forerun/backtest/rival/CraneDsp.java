package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.rival.dsp.DspForecast;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;

/** Crane's effective autoscaler: the formula of Kubernetes on the larger of what is observed and the highest predicted of the next hour. */
final class CraneDsp implements Policy {
    private static final int AHEAD = 60;

    private final Pool pool;
    private final double target;
    private final Hpa reactive;
    private final DspForecast forecast;
    private int floor;

    CraneDsp(final Workload workload, final HpaSetting setting, final DspForecast forecast) {
        pool = Pool.of(workload, setting.type());
        target = setting.target();
        reactive = new Hpa(workload, setting);
        this.forecast = forecast;
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return reactive.initial(workload, target);
    }

    @Override
    public void decide(final Moment moment) {
        if (moment.fresh()) {
            final double highest = forecast.highest(moment.newest() + 1, AHEAD);
            floor = pool.clamp(pool.busy(highest * pool.nodesPerRequest()) / target);
        }
        pool.want(moment, Math.max(reactive.wish(moment), floor));
    }
}
