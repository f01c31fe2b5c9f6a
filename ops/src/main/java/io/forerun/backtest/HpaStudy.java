package io.forerun.backtest;

import io.forerun.backtest.policy.HpaSetting;
import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Gives the autoscaler its best setting: on the last three weeks of the training part, the target, the minimum and the node
 * type at which price and penalty are least together. Then all settings of that type on the test, to see what it could have
 * reached had it known.
 */
final class HpaStudy {
    private static final int DAY = 1_440;
    private static final int TUNING_BUCKETS = 21 * DAY;

    /** What runs before anything is scored. */
    static final int WARM_UP_BUCKETS = DAY;

    private final Workload workload;
    private final Scenario scenario;
    private final Crew crew;

    HpaStudy(final Workload workload, final Scenario scenario, final Crew crew) {
        this.workload = workload;
        this.scenario = scenario;
        this.crew = crew;
    }

    /** A setting and what it led to. */
    record Run(HpaSetting setting, List<DayFigures> days) {}

    /** The best on the training part. */
    HpaSetting tuned(final double penaltyUsdPerNodeHour) {
        final int from = Math.max(0, workload.testFrom() - TUNING_BUCKETS);
        final Workload training = workload.scored(from, workload.testFrom());
        final List<HpaSetting> settings = new ArrayList<>();
        for (int type = 0; type < workload.fleet().nodeTypes().size(); type++) {
            if (Double.isFinite(workload.nodesPerRequest(type)) && workload.mostNodes(type) > 0) {
                settings.addAll(HpaSetting.sweep(workload, type));
            }
        }
        HpaSetting best = settings.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (final Run run : runs(training, settings)) {
            double total = 0;
            for (final DayFigures day : run.days()) {
                total += day.costUsd() + penaltyUsdPerNodeHour * day.deficientHours();
            }
            if (total < least) {
                least = total;
                best = run.setting();
            }
        }
        return best;
    }

    /** Every setting of a type on the test. */
    List<Run> onTest(final int type) {
        return runs(workload, HpaSetting.sweep(workload, type));
    }

    private List<Run> runs(final Workload part, final List<HpaSetting> settings) {
        final int from = Math.max(0, part.testFrom() - WARM_UP_BUCKETS);
        final List<Callable<Run>> tasks = new ArrayList<>();
        for (final HpaSetting setting : settings) {
            tasks.add(() -> new Run(
                    setting,
                    new Simulation(part, scenario, Policies.hpa(part, setting), from)
                            .run()
                            .days()));
        }
        return crew.all(tasks);
    }
}
