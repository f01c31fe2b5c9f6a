package io.forerun.backtest;

import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Fleet;
import io.forerun.plan.Sla;
import io.forerun.trace.TraceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Policies side by side on one trace. The same demand, lead times, limits and information for all; what has settings is tuned
 * on the training part; a warm-up before the test is not scored. Runs on the caller's thread and a crew of two; the same
 * file and configuration give the same result.
 */
public final class Backtest {
    private final BacktestConfig config;
    private final Progress progress;

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
        final Contest contest = new Contest(workload, config.scenario(), crew, progress);
        final Sla sla = workload.fleet().poolSla();
        final Scoring scoring = new Scoring(contest.oracleLead().days(), sla.latencyMs(), sla.penaltyUsdPerNodeHour());
        final List<PolicyScore> scores = new ArrayList<>();
        final SequencedMap<String, float[]> capacity = new LinkedHashMap<>();
        for (final String policy : config.policies()) {
            final Entry entry = contest.run(policy);
            scores.add(scoring.score(entry));
            capacity.put(policy, entry.course().capacity());
        }
        final boolean products = config.policies().contains("forerun");
        return new BacktestResult(
                name,
                workload.timeMs(workload.testFrom()),
                workload.timeMs(workload.testTo()),
                scores,
                front(points(contest.hpa(), scoring)),
                products ? front(points(contest.products().front(), scoring)) : List.of(),
                new Picture(
                        Workload.BUCKET_MS,
                        demand(workload),
                        products ? contest.products().band() : null,
                        capacity));
    }

    private static float[] demand(final Workload workload) {
        final float[] demand = new float[workload.testTo() - workload.testFrom()];
        for (int bucket = 0; bucket < demand.length; bucket++) {
            demand[bucket] = (float) workload.required(workload.testFrom() + bucket, workload.referenceType());
        }
        return demand;
    }

    private static <S> List<FrontPoint<S>> points(final List<Study.Run<S>> runs, final Scoring scoring) {
        return runs.stream()
                .map(run ->
                        new FrontPoint<>(run.setting(), scoring.costUsd(run.days()), scoring.unservedPct(run.days())))
                .toList();
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
