package io.forerun.backtest;

import io.forerun.backtest.policy.Family;
import io.forerun.backtest.simulation.Course;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Gives a family its best setting: on the last three weeks of the training part, the one at which price and penalty are least
 * together. Can run all settings on the test as well, to see what it could have reached had it known.
 */
final class Study<S> {
    private static final int DAY = 1_440;
    private static final int TUNING_BUCKETS = 21 * DAY;

    /** What runs before anything is scored. */
    static final int WARM_UP_BUCKETS = DAY;

    private final Family<S> family;
    private final Workload workload;
    private final Scenario scenario;
    private final Crew crew;

    Study(final Family<S> family, final Workload workload, final Scenario scenario, final Crew crew) {
        this.family = family;
        this.workload = workload;
        this.scenario = scenario;
        this.crew = crew;
    }

    /** A setting and what it led to. */
    record Run<S>(S setting, Course course) {
        List<DayFigures> days() {
            return course.days();
        }
    }

    /** First bucket that tuning looks at. */
    static int tunedFrom(final Workload workload) {
        return Math.max(0, workload.testFrom() - TUNING_BUCKETS);
    }

    /** The best on the training part with any of these types. */
    S tuned(final List<Integer> types) {
        final double penalty = workload.fleet().poolSla().penaltyUsdPerNodeHour();
        final Workload training = workload.scored(tunedFrom(workload), workload.testFrom());
        final List<S> settings = new ArrayList<>();
        for (final int type : types) {
            settings.addAll(family.settings(workload, type));
        }
        S best = settings.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (final Run<S> run : runs(training, settings)) {
            double total = 0;
            for (final DayFigures day : run.days()) {
                total += day.costUsd() + penalty * day.deficientHours();
            }
            if (total < least) {
                least = total;
                best = run.setting();
            }
        }
        return best;
    }

    /** Tunes with one type and runs on the test. */
    Entry entry(final String policy, final int type) {
        final S tuned = tuned(List.of(type));
        return new Entry(
                policy,
                family.text(tuned),
                runs(workload, List.of(tuned)).getFirst().course());
    }

    /** Every setting of a type on the test. */
    List<Run<S>> onTest(final int type) {
        return runs(workload, family.settings(workload, type));
    }

    private List<Run<S>> runs(final Workload part, final List<S> settings) {
        final int from = Math.max(0, part.testFrom() - WARM_UP_BUCKETS);
        final List<Callable<Run<S>>> tasks = new ArrayList<>();
        for (final S setting : settings) {
            tasks.add(() -> new Run<>(
                    setting,
                    new Simulation(part, scenario, family.policy(part, setting), from)
                            .run()
                            .course()));
        }
        return crew.all(tasks);
    }
}
