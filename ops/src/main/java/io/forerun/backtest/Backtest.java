package io.forerun.backtest;

import io.forerun.backtest.policy.HpaSetting;
import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Fleet;
import io.forerun.trace.TraceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies side by side on one trace. The same demand, lead times, limits and information for all; what has settings is tuned
 * on the training part; a warm-up before the test is not scored. Runs on the caller's thread and a crew of two; the same
 * file and configuration give the same result.
 */
public final class Backtest {
    private static final int FORERUN_WARM_UP = 14 * 1_440;

    private final BacktestConfig config;
    private final Progress progress;
    private final Scenario scenario = Scenario.USUAL;

    /** Prepares. */
    public Backtest(final BacktestConfig config, final Progress progress) {
        this.config = config;
        this.progress = progress;
    }

    /**
     * Runs to the end.
     *
     * @throws TraceException if the trace cannot be read
     * @throws IllegalArgumentException if times or series do not fit the file; the message is one line for people
     */
    public BacktestResult run(final Path trace, final Fleet fleet) throws TraceException {
        final DemandReading reading = DemandReading.of(trace, config.series(), progress);
        final Workload workload = Preparation.of(reading, fleet, config);
        try (Crew crew = new Crew()) {
            return run(reading.name(), workload, crew);
        }
    }

    private BacktestResult run(final String name, final Workload workload, final Crew crew) {
        final double penalty = workload.fleet().poolSla().penaltyUsdPerNodeHour();
        final HpaStudy study = new HpaStudy(workload, scenario, crew);
        progress.update(0, 0, "tuning hpa");
        final HpaSetting tuned = study.tuned(penalty);
        progress.update(0, 0, "hpa on the test");
        final List<HpaStudy.Run> hpa = study.onTest(tuned.type());
        final Map<String, List<DayFigures>> days = new LinkedHashMap<>();
        final Map<String, String> settings = new LinkedHashMap<>();
        days.put(
                "hpa",
                hpa.stream()
                        .filter(run -> run.setting().equals(tuned))
                        .findFirst()
                        .orElseThrow()
                        .days());
        settings.put(
                "hpa",
                "target " + tuned.targetPct() + " %, min " + tuned.minNodes() + ", "
                        + workload.fleet().nodeTypes().get(tuned.type()).name());
        final int warm = Math.max(0, workload.testFrom() - HpaStudy.WARM_UP_BUCKETS);
        days.put(
                "static-peak",
                new Simulation(workload, scenario, Policies.staticPeak(workload, tuned.type()), warm)
                        .run()
                        .days());
        days.put("oracle-lead", oracle(workload, tuned.type(), scenario.leadFactor(), warm));
        days.put("oracle-instant", oracle(workload, tuned.type(), 0, warm));
        if (config.policies().contains("forerun")) {
            final int from = Math.max(0, workload.testFrom() - FORERUN_WARM_UP);
            final Simulation lane = new Simulation(workload, scenario, Policies.forerun(workload), from);
            new ForecastLanes(workload, crew, progress).run(List.of(lane), from);
            days.put("forerun", lane.days());
        }
        final Scoring scoring =
                new Scoring(days.get("oracle-lead"), workload.fleet().poolSla().latencyMs(), penalty);
        final List<PolicyScore> scores = new ArrayList<>();
        for (final String policy : config.policies()) {
            scores.add(scoring.score(policy, settings.getOrDefault(policy, ""), days.get(policy)));
        }
        return new BacktestResult(
                name,
                workload.timeMs(workload.testFrom()),
                workload.timeMs(workload.testTo()),
                scores,
                front(hpa.stream()
                        .map(run -> new FrontPoint<>(
                                run.setting(), scoring.costUsd(run.days()), scoring.unservedPct(run.days())))
                        .toList()));
    }

    private static List<DayFigures> oracle(
            final Workload workload, final int type, final double leadFactor, final int from) {
        final Scenario certain = Scenario.CERTAIN.withLead("certain", leadFactor);
        return new Simulation(workload, certain, Policies.oracle(workload, type, leadFactor), from)
                .run()
                .days();
    }

    /** The points that no other one beats in both cost and shortfall, from cheap to dear; the first of equals. */
    static <S> List<FrontPoint<S>> front(final List<FrontPoint<S>> points) {
        final List<FrontPoint<S>> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<FrontPoint<S>>comparingDouble(FrontPoint::costUsd)
                .thenComparingDouble(FrontPoint::unservedPct));
        final List<FrontPoint<S>> front = new ArrayList<>();
        for (final FrontPoint<S> point : sorted) {
            if (front.isEmpty() || point.unservedPct() < front.getLast().unservedPct()) {
                front.add(point);
            }
        }
        return front;
    }
}
