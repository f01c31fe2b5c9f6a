package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;

/** {@link TargetTrackingRule} on one node type. */
final class TargetTracking implements Policy {
    private final Pool pool;
    private final HpaSetting setting;
    private final TargetTrackingRule rule;
    private int wish;

    TargetTracking(final Workload workload, final HpaSetting setting) {
        pool = Pool.of(workload, setting.type());
        this.setting = setting;
        rule = new TargetTrackingRule(setting.target());
        wish = least();
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return target == pool.target() ? least() : 0;
    }

    @Override
    public void decide(final Moment moment) {
        pool.want(moment, wish(moment));
    }

    /** What it wants; must be asked once a step. */
    int wish(final Moment moment) {
        if (moment.fresh()) {
            final double busy = pool.busy(pool.required(moment, moment.newest()));
            final int wanted = rule.wanted(busy, moment.running(pool.target()), pool.total(moment));
            wish = Math.clamp(wanted, least(), pool.maxNodes());
        }
        return wish;
    }

    private int least() {
        return Math.clamp(setting.minNodes(), pool.minNodes(), pool.maxNodes());
    }
}
