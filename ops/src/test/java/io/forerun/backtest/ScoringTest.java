package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.backtest.simulation.Course;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.backtest.simulation.Workloads;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoringTest {
    private static List<DayFigures> days(final double latencyMs, final int nodes, final double... demand) {
        final Workload workload = Workloads.of(Workloads.fleet(0, 0, latencyMs), 0, demand);
        final Policy constant = new Policy() {
            @Override
            public void decide(final Moment moment) {
                moment.want(0, nodes);
            }
        };
        return new Simulation(workload, Scenario.CERTAIN, constant, 0).run().days();
    }

    @Test
    void shouldCountWorkServedWithinItsSlaAsServed() {
        // Six come in one minute where four fit, and the next minute is free: 2 of 6 wait, half a minute at most.
        final double[] demand = {6, 0};
        final List<DayFigures> days = days(300, 4, demand);
        assertEquals(100 / 3.0, new Scoring(days, 300, 10).unservedPct(days), 1e-9);
        assertEquals(0, new Scoring(days, 60_000, 10).unservedPct(days), 1e-9);
    }

    @Test
    void shouldGiveAnIntervalOverDays() {
        // Nine days without lack and one in which 1 of 5 lacks.
        final double[] demand = new double[10 * 1_440];
        Arrays.fill(demand, 4);
        Arrays.fill(demand, 1_440, 2_880, 5);
        final List<DayFigures> days = days(300, 4, demand);
        final PolicyScore score =
                new Scoring(days, 300, 10).score(new Entry("constant", "", new Course(days, new float[0])));
        assertEquals(10 * 24 * 4, score.costUsd().value(), 1e-6);
        assertEquals(score.costUsd().value(), score.costUsd().low(), 1e-6, "all days cost the same");
        assertEquals(100 / 41.0, score.unservedPct().value(), 1e-9);
        assertEquals(0, score.unservedPct().low(), 0);
        assertTrue(
                score.unservedPct().high() > 100 / 41.0 && score.unservedPct().high() < 12);
        assertEquals(24, score.deficientCapacityHours().value(), 1e-9);
        assertEquals(1_440, score.slaMinutes().value(), 1e-6);
        assertEquals(300_000, score.p99WaitMs().value(), 0, "more than 1 % is lost");
        assertEquals(0, score.regretPct().value(), 1e-9);
        assertEquals(
                score, new Scoring(days, 300, 10).score(new Entry("constant", "", new Course(days, new float[0]))));
    }

    @Test
    void shouldKeepOnlyWhatNothingBeats() {
        final List<FrontPoint<String>> front = Backtest.front(List.of(
                new FrontPoint<>("a", 3, 1),
                new FrontPoint<>("b", 1, 3),
                new FrontPoint<>("c", 3, 2),
                new FrontPoint<>("d", 2, 3),
                new FrontPoint<>("e", 2, 2),
                new FrontPoint<>("f", 3, 1)));
        assertEquals(
                List.of("b", "e", "a"), front.stream().map(FrontPoint::setting).toList());
    }
}
