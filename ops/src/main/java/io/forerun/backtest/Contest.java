package io.forerun.backtest;

import io.forerun.backtest.policy.Family;
import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.rival.HpaSetting;
import io.forerun.backtest.rival.Rivals;
import io.forerun.backtest.rival.dsp.DspForecast;
import io.forerun.backtest.simulation.Course;
import io.forerun.backtest.simulation.LeastCost;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import java.util.List;
import java.util.stream.IntStream;

/** Runs each policy on one workload: tuned on its training part where it has settings, with the autoscaler's best node type. */
final class Contest {
    private final Workload workload;
    private final Scenario scenario;
    private final Crew crew;
    private final Progress progress;
    private final HpaSetting tuned;
    private final List<Study.Run<HpaSetting>> hpa;
    private Products products;

    /** Tunes the autoscaler over all node types and runs all its settings of the best one. */
    Contest(final Workload workload, final Scenario scenario, final Crew crew, final Progress progress) {
        this.workload = workload;
        this.scenario = scenario;
        this.crew = crew;
        this.progress = progress;
        progress.update(0, 0, "tuning hpa");
        final Study<HpaSetting> study = new Study<>(Rivals.hpa(), workload, scenario, crew);
        tuned = study.tuned(servingTypes());
        progress.update(0, 0, "hpa on the test");
        hpa = study.onTest(tuned.type());
    }

    /** What every setting of the autoscaler led to. */
    List<Study.Run<HpaSetting>> hpa() {
        return hpa;
    }

    /** The oracle that waits for its nodes. */
    Course oracleLead() {
        return oracle(scenario.leadFactor());
    }

    /** Runs a policy of that name. */
    Entry run(final String policy) {
        progress.update(0, 0, policy);
        final int type = tuned.type();
        return switch (policy) {
            case "static-peak" -> new Entry(policy, "", simulate(Rivals.staticPeak(workload, type)));
            case "hpa" -> tunedHpa();
            case "target-tracking" -> study(Rivals.targetTracking()).entry(policy, type);
            case "aws-predictive" -> study(Rivals.awsPredictive()).entry(policy, type);
            case "weekly-offset" -> study(Rivals.weeklyOffset()).entry(policy, type);
            case "percentile" -> study(Rivals.percentile()).entry(policy, type);
            case "crane-dsp" -> study(Rivals.craneDsp(dspForecast())).entry(policy, type);
            case "seasonal-mpc" -> study(Rivals.seasonalMpc()).entry(policy, type);
            case "forerun" -> new Entry(policy, "", products().forerun());
            case "forerun-single" -> new Entry(policy, typeName(), products().single());
            case "forerun-foreseen" -> new Entry(policy, "", products().foreseen());
            case "forerun-floor" ->
                new Entry(policy, "above hpa, " + tuned.text(), products().floor());
            case "oracle-lead" -> new Entry(policy, workload.fleet().mixes() ? "LP bound" : "", oracleLead());
            case "oracle-instant" -> new Entry(policy, workload.fleet().mixes() ? "LP bound" : "", oracle(0));
            default -> throw new IllegalArgumentException("policy: " + policy);
        };
    }

    private <S> Study<S> study(final Family<S> family) {
        return new Study<>(family, workload, scenario, crew);
    }

    private Entry tunedHpa() {
        final Course course = hpa.stream()
                .filter(run -> run.setting().equals(tuned))
                .findFirst()
                .orElseThrow()
                .course();
        return new Entry("hpa", tuned.text() + ", " + typeName(), course);
    }

    private String typeName() {
        return workload.fleet().nodeTypes().get(tuned.type()).name();
    }

    /** The product's policies, which run together since they share forecasts. */
    Products products() {
        if (products == null) {
            products = Products.run(workload, scenario, tuned, new ForecastLanes(workload, crew, progress));
        }
        return products;
    }

    private DspForecast dspForecast() {
        return DspForecast.of(workload.requests(), Math.max(0, Study.tunedFrom(workload) - Study.WARM_UP_BUCKETS));
    }

    private Course simulate(final Policy policy) {
        final int warm = Math.max(0, workload.testFrom() - Study.WARM_UP_BUCKETS);
        return new Simulation(workload, scenario, policy, warm).run().course();
    }

    private Course oracle(final double leadFactor) {
        if (workload.fleet().mixes()) {
            return LeastCost.of(workload, leadFactor);
        }
        final int warm = Math.max(0, workload.testFrom() - Study.WARM_UP_BUCKETS);
        final Scenario certain = Scenario.CERTAIN.withLead("certain", leadFactor);
        return new Simulation(workload, certain, Policies.oracle(workload, tuned.type(), leadFactor), warm)
                .run()
                .course();
    }

    private List<Integer> servingTypes() {
        return IntStream.range(0, workload.fleet().nodeTypes().size())
                .filter(type -> Double.isFinite(workload.nodesPerRequest(type)) && workload.mostNodes(type) > 0)
                .boxed()
                .toList();
    }
}
