package io.forerun.demo;

import io.forerun.backtest.CapacitySimulation;
import io.forerun.backtest.DesiredNodes;
import io.forerun.backtest.HpaPolicy;
import io.forerun.backtest.HpaTuning;
import io.forerun.backtest.Load;
import io.forerun.backtest.OracleLead;
import io.forerun.backtest.Provisioning;
import io.forerun.backtest.StaticPeakPolicy;
import io.forerun.demo.DemoResult.PolicyResult;
import io.forerun.plan.Fleet;
import io.forerun.plan.NodeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The same load, lead time, price and limits for every way to scale; whatever is tuned is tuned on the history alone. */
final class PolicyComparison {
    private static final double TUNED_FOR_UNSERVED = 0.001;
    private static final double USUAL_TARGET = 0.7;

    private PolicyComparison() {}

    static List<PolicyResult> of(final Fleet fleet, final Load load, final int judgedFrom, final DesiredNodes decided) {
        final NodeType type = fleet.nodeTypes().getFirst();
        final int least = fleet.limits().minNodes();
        final int most = Math.min(fleet.limits().maxNodes(), type.quota());
        final Provisioning provisioning = new Provisioning(type.leadTimeMs(), type.usdPerHour(), least);
        final Load history = new Load(
                Arrays.copyOf(load.requiredNodes(), Math.max(1, judgedFrom)), load.bucketMs(), load.utilisation());
        final CapacitySimulation day = new CapacitySimulation(load, provisioning, judgedFrom);
        final HpaPolicy tuned = HpaTuning.best(HpaTuning.sweep(history, provisioning, least, most), TUNED_FOR_UNSERVED)
                .policy();
        final List<PolicyResult> results = new ArrayList<>();
        results.add(new PolicyResult("forerun", day.run(decided)));
        results.add(new PolicyResult(
                String.format("hpa, tuned (target %.0f %%, min %d)", tuned.target() * 100, tuned.minNodes()),
                day.run(tuned)));
        results.add(new PolicyResult(
                String.format("hpa, usual (target 70 %%, min %d)", least),
                day.run(new HpaPolicy(USUAL_TARGET, least, most, HpaPolicy.SENSING_DELAY_MS))));
        results.add(new PolicyResult("static peak of history", day.run(StaticPeakPolicy.of(history))));
        results.add(new PolicyResult("oracle with lead time", day.run(new OracleLead())));
        return results;
    }
}
