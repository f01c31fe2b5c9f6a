package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;

/** {@link HpaRule} on one node type. Its metric is as old as what every other policy sees. */
final class Hpa implements Policy {
    private final Pool pool;
    private final HpaSetting setting;
    private HpaRule rule; // Made at the first step, which knows what is there.

    Hpa(final Workload workload, final HpaSetting setting) {
        pool = Pool.of(workload, setting.type());
        this.setting = setting;
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
        final int present = pool.total(moment);
        if (rule == null) {
            rule = new HpaRule(setting.target(), present);
        }
        final double busy = pool.busy(pool.required(moment, moment.newest()));
        final int wanted = rule.wanted(moment.step(), busy, moment.running(pool.target()), present);
        return Math.clamp(wanted, least(), pool.maxNodes());
    }

    private int least() {
        return Math.clamp(setting.minNodes(), pool.minNodes(), pool.maxNodes());
    }
}
