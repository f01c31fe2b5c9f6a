package io.forerun.backtest.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.plan.Fleet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final double STEP_HOURS = 15 / 3_600.0;

    private static DayFigures run(final Workload workload, final Scenario scenario, final Policy policy) {
        return new Simulation(workload, scenario, policy, 0).run().days().getFirst();
    }

    /** Wants the given nodes of the first type from the step on at which they stand. */
    private static Policy wants(final int initial, final int... byStep) {
        return new Policy() {
            @Override
            public void decide(final Moment moment) {
                moment.want(0, byStep[(int) Math.min(byStep.length - 1, moment.step())]);
            }

            @Override
            public int initial(final Workload workload, final int target) {
                return target == 0 ? initial : 0;
            }
        };
    }

    @Test
    void shouldCountInClosedForm() {
        // Two buckets: 3 nodes needed, then 5. Four run from the start and one more is ordered at step 2, there at step
        // 6.
        final Fleet fleet = Workloads.fleet(60_000, 0, 300);
        final DayFigures day = run(Workloads.of(fleet, 0, 3, 5), Scenario.CERTAIN, wants(4, 4, 4, 5));
        assertEquals((2 * 4 + 6 * 5) * STEP_HOURS, day.costUsd(), 1e-12);
        assertEquals(8, day.arrived(), 1e-12);
        assertEquals(2 * STEP_HOURS, day.deficientHours(), 1e-12, "one node for steps 4 and 5");
        assertEquals(4 * STEP_HOURS, day.excessHours(), 1e-12, "one node for the first four steps");
        assertEquals(0.5, day.shortMinutes(), 1e-12);
        assertEquals(1, day.actions());
        assertEquals(8 - 2 * 0.25, day.waited(0), 1e-12);
        assertEquals(0, day.waited(1), 1e-12, "nothing is left over for those who wait");
    }

    @Test
    void shouldWorkOffWhatWaitsWithWhatIsLeft() {
        // Ten come where four fit; then nothing comes for two minutes.
        final Fleet fleet = Workloads.fleet(60_000, 0, 300);
        final DayFigures day = run(Workloads.of(fleet, 0, 10, 0, 0), Scenario.CERTAIN, wants(4, 4));
        assertEquals(4, day.waited(0), 1e-12);
        assertEquals(6 * STEP_HOURS * 4, day.deficientHours(), 1e-12);
        // 1.5 of each of four steps wait, and each later step works off 1, the oldest first.
        assertEquals(1.5, day.waited(4), 1e-12);
        assertEquals(3, day.waited(5), 1e-12);
        assertEquals(1.5, day.waited(6), 1e-12);
        double all = 0;
        for (int steps = 0; steps < DayFigures.WAITS; steps++) {
            all += day.waited(steps);
        }
        assertEquals(10, all, 1e-12);
    }

    @Test
    void shouldLoseWhatWaitsTooLong() {
        final Fleet fleet = Workloads.fleet(60_000, 0, 300);
        final double[] nodes = new double[10];
        java.util.Arrays.fill(nodes, 4);
        nodes[0] = 6;
        final DayFigures day = run(Workloads.of(fleet, 0, nodes), Scenario.CERTAIN, wants(4, 4));
        assertEquals(2, day.waited(DayFigures.WAITS - 1), 1e-12);
    }

    @Test
    void shouldNotScoreWhatIsNotKnownOrBeforeTheTest() {
        final Fleet fleet = Workloads.fleet(60_000, 0, 300);
        final DayFigures day = run(Workloads.of(fleet, 1, 9, 4, Double.NaN, 4), Scenario.CERTAIN, wants(4, 4));
        assertEquals(8, day.arrived(), 1e-12);
        assertEquals(0, day.deficientHours(), 1e-12);
        assertEquals(8 * 4 * STEP_HOURS, day.costUsd(), 1e-12);
    }

    @Test
    void shouldShowNoDemandBeforeItsBucketClosedAndWasSensed() {
        final Workload workload = Workloads.of(Workloads.fleet(60_000, 0, 300), 0, 1, 2, 3, 4);
        final List<String> seen = new ArrayList<>();
        run(workload, Scenario.CERTAIN, moment -> {
            if (moment.fresh()) {
                seen.add(moment.nowMs() / 1_000 + ":" + moment.requests(moment.newest()));
            }
            assertThrows(IllegalArgumentException.class, () -> moment.requests(moment.newest() + 1));
            assertTrue(moment.newest() < 0 || (moment.newest() + 1) * 60_000L + Moment.SENSING_MS <= moment.nowMs());
        });
        assertEquals(List.of("75:1.0", "135:2.0", "195:3.0"), seen);
    }

    @Test
    void shouldDrawLeadTimesOfTheFleetsMeanAndSpread() {
        final Fleet fleet = Workloads.fleet(60_000, 0, 300);
        final var type = new io.forerun.plan.NodeType("t", 1, 1, 0, 1, 100_000, 200_000, 1_000);
        final LeadTimes leads = new LeadTimes(type, Scenario.USUAL, 1);
        double sum = 0;
        int above = 0;
        for (int draw = 0; draw < 20_000; draw++) {
            final int lead = leads.steps(Luck.of(1, 2, 3, draw));
            sum += lead;
            above += lead > 200_000 ? 1 : 0;
        }
        assertEquals(100_000, sum / 20_000, 2_000);
        assertEquals(0.1, above / 20_000.0, 0.01);
        assertEquals(100_000, new LeadTimes(type, Scenario.CERTAIN, 1).steps(0.99));
        assertEquals(2 * 60, new LeadTimes(fleet.nodeType(0), Scenario.CERTAIN.withLead("x", 2), 1_000).mean());
    }

    @Test
    void shouldReplaceNodesThatFailAndRepeatExactly() {
        final double[] nodes = new double[2_880];
        java.util.Arrays.fill(nodes, 10);
        final Workload workload = Workloads.of(Workloads.fleet(60_000, 0, 300), 0, nodes);
        final Scenario frail = new Scenario("frail", 1, true, 1, 0, false, 3);
        final List<DayFigures> once =
                new Simulation(workload, frail, wants(10, 10), 0).run().days();
        final double lack =
                once.stream().mapToDouble(DayFigures::deficientHours).sum();
        // About 20 failures of one minute each.
        assertEquals(20 / 60.0, lack, 0.2);
        final List<DayFigures> again =
                new Simulation(workload, frail, wants(10, 10), 0).run().days();
        assertEquals(
                lack, again.stream().mapToDouble(DayFigures::deficientHours).sum(), 0);
    }

    @Test
    void shouldLoseAThirdWithAZoneAndWaitWhereOrdersAreRefused() {
        final double[] nodes = new double[120];
        java.util.Arrays.fill(nodes, 9);
        final Workload workload = Workloads.of(Workloads.fleet(60_000, 0, 300), 0, nodes);
        final DayFigures zone = run(workload, new Scenario("zone", 1, false, 0, 0, true, 3), wants(9, 9));
        assertEquals(3 / 60.0, zone.deficientHours(), 1e-9);
        final DayFigures refused = run(workload, new Scenario("sold out", 1, false, 0, 0.99, true, 3), wants(9, 9));
        assertTrue(refused.deficientHours() > 10 * zone.deficientHours(), "nothing comes back for half an hour");
    }

    @Test
    void shouldTakeSpotNodesAwayAsOftenAsTheFleetSays() {
        final Fleet fleet = Workloads.fleet(60_000, 0, 300);
        final var spot = new io.forerun.plan.NodeType("one", 1, 1, 0, 1, 60_000, 60_000, 1_000, 0.1);
        final double[] nodes = new double[2_880];
        java.util.Arrays.fill(nodes, 10);
        final Workload workload = Workloads.of(fleet.withNodeTypes(List.of(spot)), 0, nodes);
        final List<DayFigures> days = new Simulation(workload, Scenario.USUAL.withLead("spot", 1), wants(10, 10), 0)
                .run()
                .days();
        // 10 nodes, 48 hours, one in ten hours: 48 of them, each a minute short.
        assertEquals(
                48 / 60.0, days.stream().mapToDouble(DayFigures::deficientHours).sum(), 0.25);
    }

    @Test
    void shouldServeWithAllTypesTogether() {
        final Workload workload = Workloads.of(Workloads.fleet(0, 0, 300), 0, 5, 5);
        final DayFigures day = run(workload, Scenario.CERTAIN, moment -> {
            moment.want(0, 1);
            moment.want(1, 2);
        });
        assertEquals(0, day.deficientHours(), 1e-12);
        assertEquals(0, day.excessHours(), 1e-12);
        assertEquals(8 * (1 + 6) * STEP_HOURS, day.costUsd(), 1e-12);
    }
}
