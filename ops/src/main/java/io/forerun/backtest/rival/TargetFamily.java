package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Family;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import java.util.List;
import java.util.function.BiFunction;

/** What steers to a target above a minimum: all of them are tuned over the same settings. */
record TargetFamily(BiFunction<Workload, HpaSetting, Policy> make) implements Family<HpaSetting> {
    @Override
    public List<HpaSetting> settings(final Workload workload, final int type) {
        return HpaSetting.sweep(workload, type);
    }

    @Override
    public Policy policy(final Workload workload, final HpaSetting setting) {
        return make.apply(workload, setting);
    }

    @Override
    public String text(final HpaSetting setting) {
        return setting.text();
    }
}
