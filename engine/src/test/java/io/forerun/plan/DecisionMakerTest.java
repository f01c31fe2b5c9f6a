package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import io.forerun.state.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionMakerTest {
    private static final double NODE = Fixture.REQUESTS_PER_NODE;

    private final Planner planner = new PoolPlanner();

    @Test
    void shouldExplainADecision() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        final List<Decision> decisions = minute(maker, 1, 7, 3);
        assertEquals(1, decisions.size());
        final Decision decision = decisions.getFirst();
        assertEquals(1, decision.id());
        assertEquals("c1@eu", decision.target());
        assertEquals(0, decision.from());
        assertEquals(7, decision.to());
        assertEquals("chosen", decision.won());
        assertEquals(
                List.of("reactive=3", "q50=7", "q90=7", "chosen=7", "floor=1", "cap=500"),
                decision.candidates().stream()
                        .map(candidate -> candidate.name() + "=" + candidate.nodes())
                        .toList());
        assertEquals(0.7, decision.usdPerHourDelta(), 1e-9);
        assertEquals(0.9, decision.forecast().quantile(), 1e-9);
        assertEquals(4 * 60_000, decision.forecast().horizonMs());
        assertEquals(180_000, decision.forecast().leadTimeMs());
        assertEquals("pending", decision.outcome().toString());
        assertTrue(decision.sent());
        assertEquals(decision, maker.latest().orElseThrow());
    }

    @Test
    void shouldKeepAnExplanationWhereNothingChanges() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(maker, 1, 7, 3);
        assertEquals(List.of(), minute(maker, 2, 7, 3));
        final Decision why = maker.latest().orElseThrow();
        assertEquals(0, why.id());
        assertEquals(7, why.from());
        assertEquals(7, why.to());
        assertEquals(1, maker.count());
    }

    @Test
    void shouldScaleInOnlyAfterStabilisation() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(maker, 1, 10, 10);
        for (int at = 2; at < 6; at++) {
            assertEquals(List.of(), minute(maker, at, 4, 4), "minute " + at);
            assertEquals("reactive", maker.latest().orElseThrow().won());
        }
        final Decision in = minute(maker, 6, 4, 4).getFirst();
        assertEquals(10, in.from());
        assertEquals(4, in.to());
    }

    @Test
    void shouldNameTheGuardThatHoldsAPlanBack() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(maker, 1, 10, 1);
        for (int at = 2; at < 6; at++) {
            assertEquals(List.of(), minute(maker, at, 4, 1));
            assertEquals(List.of("stabilisation"), maker.latest().orElseThrow().guards());
        }
        assertEquals(4, minute(maker, 6, 4, 1).getFirst().to());
    }

    @Test
    void shouldHoldUnlessPlanAndReactiveBothWantLess() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(maker, 1, 10, 10);
        for (int at = 2; at < 30; at++) {
            assertEquals(List.of(), minute(maker, at, 2, 10), "reactive still wants 10");
        }
        for (int at = 30; at < 60; at++) {
            assertEquals(List.of(), minute(maker, at, 10, 2), "the plan wants 10");
        }
    }

    @Test
    void shouldNeverScaleInOnMissingActivityButMayScaleOut() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(maker, 1, 10, 10);
        for (int at = 2; at < 40; at++) {
            assertEquals(List.of(), minute(maker, at, 1, Double.NaN));
            assertEquals(
                    List.of("missing-activity"), maker.latest().orElseThrow().guards());
        }
        assertEquals(14, minute(maker, 40, 14, Double.NaN).getFirst().to());
    }

    @Test
    void shouldDropPlansThatNoLongerApply() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        final ForecastTable table = Fixture.flat(60_000, 5 * NODE);
        final Plan plan =
                planner.plan(new PlanInput(table, maker.capacity(), Fixture.fleet(), 0, 60_000, Holding.UNKNOWN));
        maker.onPlan(plan, 5 * NODE, table, 60_000);
        maker.onPlan(plan, 5 * NODE, table, 60_000);
        assertEquals(1, maker.dropped(DropReason.SUPERSEDED));

        final Plan late =
                planner.plan(new PlanInput(table, maker.capacity(), Fixture.fleet(), 0, 120_000, Holding.UNKNOWN));
        maker.onPlan(late, 5 * NODE, table, 240_001);
        assertEquals(1, maker.dropped(DropReason.STALE));

        final Plan before =
                planner.plan(new PlanInput(table, maker.capacity(), Fixture.fleet(), 0, 300_000, Holding.UNKNOWN));
        maker.onCapacity(new Capacity(9, List.of(new Capacity.Nodes(5, 0))));
        maker.onPlan(before, 5 * NODE, table, 300_000);
        assertEquals(1, maker.dropped(DropReason.CAPACITY_CHANGED));

        final Plan old =
                planner.plan(new PlanInput(table, maker.capacity(), Fixture.fleet(), 0, 360_000, Holding.UNKNOWN));
        maker.onMode(Mode.FLOOR_ONLY);
        maker.onPlan(old, 5 * NODE, table, 360_000);
        assertEquals(1, maker.dropped(DropReason.MODE_CHANGED));
    }

    @Test
    void shouldStillFollowTheReactiveLoopWhereAPlanIsDropped() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(maker, 1, 5, 5);
        final ForecastTable table = Fixture.flat(120_000, NODE);
        final Plan late =
                planner.plan(new PlanInput(table, maker.capacity(), Fixture.fleet(), 0, 120_000, Holding.UNKNOWN));
        assertEquals(List.of(), maker.onPlan(late, NODE, table, 600_000), "never in");
        assertEquals(List.of("plan-stale"), maker.latest().orElseThrow().guards());
        final Decision out = maker.onPlan(late, 9 * NODE, table, 660_000).getFirst();
        assertEquals(9, out.to());
        assertEquals("reactive", out.won());
    }

    @Test
    void shouldDecideButNotSendInForecastOnly() {
        final DecisionMaker maker = new DecisionMaker(Fixture.fleet(), Mode.FORECAST_ONLY, 60_000);
        final Decision first = minute(maker, 1, 8, 8).getFirst();
        assertEquals("not-sent", first.outcome().toString());
        assertFalse(first.sent());
        assertEquals(List.of(), minute(maker, 2, 8, 8));
        maker.onCapacity(new Capacity(1, List.of(new Capacity.Nodes(0, 0))));
        maker.onMode(Mode.FULL);
        assertEquals(0, minute(maker, 3, 8, 8).getFirst().from(), "nothing was ever there");
    }

    @Test
    void shouldRaiseAndLowerOnlyItsOwnFloor() {
        final DecisionMaker maker = new DecisionMaker(Fixture.fleet(), Mode.FLOOR_ONLY, 60_000);
        maker.onCapacity(new Capacity(1, List.of(new Capacity.Nodes(6, 0))));
        assertEquals(List.of(), minute(maker, 1, 3, 3), "6 are there, it may not lower them");
        final Decision raised = minute(maker, 2, 9, 3).getFirst();
        assertEquals(6, raised.from());
        assertEquals(9, raised.to());
        for (int at = 3; at < 7; at++) {
            assertEquals(List.of(), minute(maker, at, 2, 2));
        }
        final Decision back = minute(maker, 7, 2, 2).getFirst();
        assertEquals(9, back.from());
        assertEquals(6, back.to(), "back to the recorded base, not below");
        for (int at = 8; at < 20; at++) {
            assertEquals(List.of(), minute(maker, at, 2, 2));
        }
        assertEquals(List.of("floor-only"), tail(maker));
    }

    @Test
    void shouldRestoreRaisedFloorsOnceInAnyMode() {
        final DecisionMaker maker = new DecisionMaker(Fixture.fleet(), Mode.FLOOR_ONLY, 60_000);
        maker.onCapacity(new Capacity(1, List.of(new Capacity.Nodes(6, 0))));
        minute(maker, 1, 9, 3);
        maker.onMode(Mode.FORECAST_ONLY);
        final List<Decision> restored = maker.restore(90_000);
        assertEquals(1, restored.size());
        assertEquals(9, restored.getFirst().from());
        assertEquals(6, restored.getFirst().to());
        assertTrue(restored.getFirst().sent());
        assertEquals(List.of(), maker.restore(91_000));
    }

    @Test
    void shouldSendNothingBeforeCapacityWasSeen() {
        final DecisionMaker maker = new DecisionMaker(Fixture.fleet(), Mode.FULL, 60_000);
        for (int at = 1; at < 10; at++) {
            assertEquals(List.of(), minute(maker, at, 5, 5));
            assertEquals(List.of("capacity-unknown"), tail(maker));
        }
        maker.onCapacity(new Capacity(1, List.of(new Capacity.Nodes(20, 0))));
        for (int at = 10; at < 15; at++) {
            assertEquals(List.of(), minute(maker, at, 5, 5), "what ran before must not vanish at once");
        }
        final Decision in = minute(maker, 15, 5, 5).getFirst();
        assertEquals(20, in.from());
        assertEquals(5, in.to());
    }

    @Test
    void shouldWaitOutTheStabilisationAfterAChangeOfMode() {
        final DecisionMaker maker = new DecisionMaker(Fixture.fleet(), Mode.FORECAST_ONLY, 60_000);
        maker.onCapacity(new Capacity(1, List.of(new Capacity.Nodes(20, 0))));
        for (int at = 1; at < 20; at++) {
            minute(maker, at, 5, 5);
        }
        maker.onMode(Mode.FULL);
        for (int at = 20; at < 25; at++) {
            assertEquals(List.of(), minute(maker, at, 5, 5));
        }
        assertEquals(20, minute(maker, 25, 5, 5).getFirst().from());
    }

    @Test
    void shouldDecideNothingWhilePaused() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(maker, 1, 5, 5);
        maker.onPause(true);
        assertEquals(List.of(), minute(maker, 2, 50, 50));
        assertEquals(List.of("paused"), tail(maker));
        maker.onPause(false);
        assertEquals(50, minute(maker, 3, 50, 50).getFirst().to());
    }

    @Test
    void shouldDecideAgainSomeTimeAfterARefusal() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        final Decision first = minute(maker, 1, 5, 5).getFirst();
        maker.onOutcome(first.id(), Outcome.State.REFUSED, "quota");
        assertEquals("refused: quota", maker.recent().getFirst().outcome().toString());
        for (int at = 2; at < 7; at++) {
            assertEquals(List.of(), minute(maker, at, 5, 5));
        }
        final Decision again = minute(maker, 7, 5, 5).getFirst();
        assertEquals(0, again.from());
        assertEquals(5, again.to());
        assertEquals(2, again.id());
    }

    @Test
    void shouldKeepTheNewestTenThousand() {
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(), Mode.FULL);
        int at = 1;
        int want = 2;
        while (maker.count() < DecisionLog.CAPACITY + 7) {
            want = want >= 400 ? 2 : want + 1;
            minute(maker, at, want, 1);
            at += want == 2 ? 10 : 1;
        }
        final List<Decision> recent = maker.recent();
        assertEquals(DecisionLog.CAPACITY, recent.size());
        assertEquals(8, recent.getFirst().id());
        maker.onOutcome(1, Outcome.State.RUNNING, "");
        maker.onOutcome(1_000_000, Outcome.State.RUNNING, "");
    }

    @Test
    void shouldHoldNodesForTheirMinimumLife() {
        final Limits limits = new Limits(1, 100, 100, 0, 1_200_000, Double.POSITIVE_INFINITY, 100);
        final DecisionMaker maker = Fixture.maker(Fixture.fleet(limits, Planning.DEFAULT, Fixture.ONE_CORE), Mode.FULL);
        final Planner byFleet = planner;
        for (int at = 1; at < 30; at++) {
            final int want = at == 1 ? 10 : 2;
            final ForecastTable table = Fixture.flat(at * 60_000L, want * NODE);
            final Fleet fleet = Fixture.fleet(limits, Planning.DEFAULT, Fixture.ONE_CORE);
            final Plan plan =
                    byFleet.plan(new PlanInput(table, maker.capacity(), fleet, 0, at * 60_000L, Holding.UNKNOWN));
            maker.onPlan(plan, want * NODE, table, at * 60_000L);
            assertEquals(at < 21 ? 10 : 2, maker.latest().orElseThrow().to(), "minute " + at);
        }
    }

    @Test
    void shouldDrainTheOtherTypeOnceItsSuccessorServes() {
        final NodeType cheap = new NodeType("c2", 2, 8, 0, 0.1, 120_000, 180_000, 500);
        final Fleet fleet = Fixture.fleet(Limits.DEFAULT, Planning.DEFAULT, Fixture.ONE_CORE, cheap);
        final DecisionMaker maker = new DecisionMaker(fleet, Mode.FULL, 60_000);
        for (int at = 1; at < 30; at++) {
            final int successor = at < 10 ? 0 : 10;
            final int draining =
                    maker.recent().stream().anyMatch(d -> d.target().equals("c1@eu")) ? 0 : 20;
            maker.onCapacity(
                    new Capacity(at, List.of(new Capacity.Nodes(draining, 0), new Capacity.Nodes(successor, 0))));
            final ForecastTable table = Fixture.flat(at * 60_000L, 20 * NODE);
            final Plan plan =
                    planner.plan(new PlanInput(table, maker.capacity(), fleet, 0, at * 60_000L, Holding.UNKNOWN));
            maker.onPlan(plan, 20 * NODE, table, at * 60_000L);
        }
        assertEquals(2, maker.count());
        final Decision drain = maker.recent().get(1);
        assertEquals("c1@eu", drain.target());
        assertEquals(20, drain.from());
        assertEquals(0, drain.to());
        assertEquals(14 * 60_000L, drain.atMs(), "five minutes after the last plan that still needed them, minute 9");
    }

    @Test
    void shouldFoldDecisionsModeAndOutcome() {
        final DecisionMaker one = Fixture.maker(Fixture.fleet(), Mode.FULL);
        final DecisionMaker other = Fixture.maker(Fixture.fleet(), Mode.FULL);
        minute(one, 1, 5, 5);
        minute(other, 1, 5, 5);
        assertEquals(digest(one), digest(other));
        one.onOutcome(1, Outcome.State.RUNNING, "");
        assertNotEquals(digest(one), digest(other));
        other.onOutcome(1, Outcome.State.RUNNING, "");
        assertEquals(digest(one), digest(other));
        one.onPause(true);
        assertNotEquals(digest(one), digest(other));
    }

    /** A plan that wants {@code planned} nodes while {@code observed} would do. */
    private List<Decision> minute(
            final DecisionMaker maker, final int minute, final double planned, final double observed) {
        final long nowMs = minute * 60_000L;
        final ForecastTable table = Fixture.flat(nowMs, planned * NODE);
        final Plan plan = planner.plan(
                new PlanInput(table, maker.capacity(), Fixture.fleet(), maker.modeRevision(), nowMs, Holding.UNKNOWN));
        return maker.onPlan(plan, observed * NODE, table, nowMs);
    }

    private static List<String> tail(final DecisionMaker maker) {
        final List<String> guards = maker.latest().orElseThrow().guards();
        return guards.subList(guards.size() - 1, guards.size());
    }

    private static long digest(final DecisionMaker maker) {
        final Digest digest = new Digest();
        maker.pass(digest, Fixture.flat(0, 0), Optional.empty());
        return digest.value();
    }
}
