package io.forerun.backtest;

import io.forerun.backtest.rival.HpaSetting;
import io.forerun.backtest.rival.Rivals;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Sla;
import java.util.ArrayList;
import java.util.List;

/**
 * What was really decided on the scored part of a workload beside what others would have led to there: the autoscaler as tuned on
 * the part before and at its usual setting, that part's peak, and the oracle that waits for its nodes.
 */
public final class DayComparison {
    private static final int USUAL_TARGET_PCT = 70;

    private DayComparison() {}

    /**
     * Simulates all.
     *
     * @param workload of one node type
     * @param decided wants what was decided
     */
    public static List<PolicyScore> of(final Workload workload, final Policy decided) {
        try (Crew crew = new Crew()) {
            final Scenario scenario = Scenario.USUAL;
            final Contest contest = new Contest(workload, scenario, crew, (share, count, note) -> {});
            final Sla sla = workload.fleet().poolSla();
            final Scoring scoring =
                    new Scoring(contest.oracleLead().days(), sla.latencyMs(), sla.penaltyUsdPerNodeHour());
            final HpaSetting usual =
                    new HpaSetting(USUAL_TARGET_PCT, workload.fleet().limits().minNodes(), 0);
            final List<Entry> entries = new ArrayList<>();
            entries.add(simulated(workload, scenario, "forerun", "", decided));
            entries.add(contest.run("hpa"));
            entries.add(simulated(
                    workload,
                    scenario,
                    "hpa",
                    usual.text() + ", usual",
                    Rivals.hpa().policy(workload, usual)));
            entries.add(contest.run("static-peak"));
            entries.add(contest.run("oracle-lead"));
            return entries.stream().map(scoring::score).toList();
        }
    }

    private static Entry simulated(
            final Workload workload,
            final Scenario scenario,
            final String name,
            final String setting,
            final Policy policy) {
        return new Entry(
                name,
                setting,
                new Simulation(workload, scenario, policy, 0).run().course());
    }
}
