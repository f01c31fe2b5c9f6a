package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.simulation.Course;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.LeastCost;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.forecast.ForecastTable;
import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.NodeType;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.plan.Users;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The product on a fleet that mixes types: constant demand, so that what happens is known by hand. */
class MixedFleetTest {
    private static final int MINUTES = 3_000;
    private static final int TEST_FROM = 1_800;

    /** A request of web takes a core for a second, one of infer a GPU for a second; of 60 a minute 54 are for web. */
    private static Fleet fleet(final int lostZones) {
        final Sla sla = new Sla("web", 95, 20_000, 10, 0, lostZones);
        return new Fleet(
                List.of(
                        new NodeType("cores", 2, 8, 0, 0.1, 60_000, 60_000, 1_000),
                        new NodeType("gpus", 2, 8, 1, 1, 60_000, 60_000, 1_000)),
                List.of(new Region("eu", 1), new Region("us", 0.8)),
                List.of(sla),
                List.of(
                        new Service("web", "web", 1_000, 0, 0, 1_000, 9, 1),
                        new Service("infer", "web", 0, 0, 1_000, 1_000, 1, 1)),
                List.of(new Users("here", 1, List.of(10.0, 80.0))),
                new Limits(1, 500, 500, 300_000, 0, 1e9, 60),
                new Planning(0.5, 0, 60_000),
                List.of(),
                0);
    }

    private static Workload workload(final Fleet fleet) {
        final double[] requests = new double[MINUTES];
        Arrays.fill(requests, 600);
        return new Workload(0, requests, TEST_FROM, MINUTES, fleet, fleet.defaultCost());
    }

    private static Course run(final Workload workload, final Scenario scenario) {
        final Simulation simulation = new Simulation(workload, scenario, Policies.forerun(workload, 1), 0);
        ForecastTable last = null;
        for (final ForecastTable table : new ForecastFeed(workload).take(MINUTES)) {
            simulation.advance(last);
            last = table;
        }
        return simulation.course();
    }

    private static double deficientHours(final Course course) {
        return course.days().stream().mapToDouble(DayFigures::deficientHours).sum();
    }

    private static double costUsd(final Course course) {
        return course.days().stream().mapToDouble(DayFigures::costUsd).sum();
    }

    /** By hand: 9 cores at half use are 18, nine nodes; one GPU at half use two; the GPU nodes' four cores spare two nodes. */
    @Test
    void shouldServeEverythingWithTheCheapestMix() {
        final Workload workload = workload(fleet(0));
        final Course course = run(workload, Scenario.CERTAIN);
        final double hours = (MINUTES - TEST_FROM) / 60.0;
        assertEquals(0, deficientHours(course), 1e-9);
        final double least = 0.8 * (2 * 1.0 + 7 * 0.1) * hours;
        assertTrue(costUsd(course) >= least - 1e-9 && costUsd(course) < 1.1 * least, costUsd(course) + " of " + least);
        final Course bound = LeastCost.of(workload, 1);
        assertEquals(least, costUsd(bound), 1e-6, "all whole nodes");
        assertEquals(0, deficientHours(bound), 0);
    }

    @Test
    void shouldMissNothingWithALostZoneWhereTheSlaSaysSo() {
        final Scenario lost = new Scenario("lost zone", 1, false, 0, 0, true, 3);
        assertTrue(deficientHours(run(workload(fleet(0)), lost)) > 0, "without reserve a minute is short");
        assertEquals(0, deficientHours(run(workload(fleet(1)), lost)), 1e-9);
    }
}
