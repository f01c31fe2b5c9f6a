package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;

/**
 * Last week's load as a floor under the autoscaler, as Grafana Mimir runs it: the highest load of the half hour that ended 6 days
 * 23 hours 30 minutes ago, so from a week ago to half an hour later, at the autoscaler's target.
 */
final class WeeklyOffset implements Policy {
    private static final int WINDOW = 30;
    private static final int OFFSET = 7 * 1_440 - WINDOW;

    private final Pool pool;
    private final double target;
    private final Hpa reactive;
    private int floor;

    WeeklyOffset(final Workload workload, final HpaSetting setting) {
        pool = Pool.of(workload, setting.type());
        target = setting.target();
        reactive = new Hpa(workload, setting);
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return reactive.initial(workload, target);
    }

    @Override
    public void decide(final Moment moment) {
        if (moment.fresh()) {
            double highest = 0;
            final int end = moment.newest() + 1 - OFFSET;
            for (int bucket = end - WINDOW; bucket < end; bucket++) {
                final double required = pool.required(moment, bucket);
                highest = required > highest ? required : highest; // What is not known is not higher.
            }
            floor = pool.clamp(pool.busy(highest) / target);
        }
        pool.want(moment, Math.max(reactive.wish(moment), floor));
    }
}
