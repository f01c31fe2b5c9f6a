package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixedDecisionsTest {
    private static final long MINUTE_MS = 60_000;

    private final Fleet fleet = Mixed.fleet();
    private final DecisionMaker maker = new DecisionMaker(fleet, Mode.FULL, (int) MINUTE_MS);
    private final Planner planner = new MixedPlanner();
    private final List<Capacity.Nodes> nodes = new ArrayList<>();
    private long revision;

    private void see(final int... runningThenOrdered) {
        nodes.clear();
        for (int target = 0; target < fleet.targetCount(); target++) {
            nodes.add(new Capacity.Nodes(runningThenOrdered[target], runningThenOrdered[target + fleet.targetCount()]));
        }
        maker.onCapacity(new Capacity(++revision, nodes));
    }

    private List<Decision> minute(final int minute, final double requests) {
        final long nowMs = minute * MINUTE_MS;
        final var table = Fixture.flat(nowMs, requests);
        return maker.onPlan(planner.plan(maker.observe(table, nowMs)), requests, table, nowMs);
    }

    private static int to(final List<Decision> decisions, final String target) {
        return decisions.stream()
                .filter(decision -> decision.target().equals(target))
                .mapToInt(Decision::to)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void shouldGiveATypeUpOnlyForNodesThatServe() {
        see(3, 0, 1, 0, 0, 0, 0, 0); // A near GPU serves what a far one would for half the price.
        List<Decision> made = minute(1, 400_000);
        assertEquals(1, to(made, "gpus@far"), "its successor is ordered");
        assertEquals(-1, to(made, "gpus@near"));
        see(3, 0, 1, 0, 0, 0, 0, 1);
        for (int minute = 2; minute < 6; minute++) {
            assertEquals(-1, to(minute(minute, 400_000), "gpus@near"), "on its way is not serving");
        }
        see(3, 0, 1, 1, 0, 0, 0, 0);
        made = minute(6, 400_000);
        assertEquals(0, to(made, "gpus@near"), "now it serves");
        assertTrue(made.getFirst().usdPerHourDelta() < 0);
    }

    @Test
    void shouldSayWhyAndWhatEachCandidateWanted() {
        see(0, 0, 0, 0, 0, 0, 0, 0);
        final Decision decision = minute(1, 400_000).getFirst();
        assertEquals("cores@near", decision.target());
        assertEquals(
                List.of("reactive", "q50", "q90", "chosen", "floor", "cap"),
                decision.candidates().stream().map(Decision.Candidate::name).toList());
        assertEquals("chosen", decision.won());
        assertEquals(3 * 0.2, decision.usdPerHourDelta(), 1e-12);
    }

    @Test
    void shouldHoldAllOfThePlanSoManyTimesThatItHoldsWhatTheReactiveLoopWould() {
        see(0, 0, 0, 0, 0, 0, 0, 0);
        final var table = Fixture.flat(MINUTE_MS, 400_000);
        final List<Decision> made =
                maker.onPlan(planner.plan(maker.observe(table, MINUTE_MS)), 800_000, table, MINUTE_MS);
        assertTrue(to(made, "cores@near") >= 5, "twice what was planned");
        assertEquals(2, to(made, "gpus@far"));
        assertEquals("reactive", made.getFirst().won());
    }

    @Test
    void shouldPlanAroundARefusalForAWhile() {
        see(0, 0, 0, 0, 0, 0, 0, 0);
        final List<Decision> made = minute(1, 400_000);
        final Decision far = made.stream()
                .filter(each -> each.target().equals("gpus@far"))
                .findFirst()
                .orElseThrow();
        maker.onOutcome(far.id(), Outcome.State.REFUSED, "CAPACITY: sold out");
        assertEquals(1, to(minute(2, 400_000), "gpus@near"), "another one serves");
        final Decision near = maker.recent().getLast();
        maker.onOutcome(near.id(), Outcome.State.RUNNING, "");
        for (int minute = 3; minute < 17; minute++) {
            assertEquals(
                    0,
                    maker.input(Fixture.flat(minute * MINUTE_MS, 1), minute * MINUTE_MS)
                            .quota(3));
            minute(minute, 400_000);
        }
        minute(18, 400_000);
        assertEquals(
                100,
                maker.input(Fixture.flat(19 * MINUTE_MS, 1), 19 * MINUTE_MS).quota(3),
                "tried again");
    }

    /** Whatever comes: all limits hold for all targets together, and what serves never falls below what is wanted and was there. */
    @Test
    void shouldKeepAllLimitsTogetherOnAnyDemand() {
        final Limits limits = new Limits(2, 12, 5, 0, 0, 3.0, 3_600);
        final Fleet tight = Mixed.fleet(limits, Mixed.CORES, Mixed.GPUS);
        final DecisionMaker decisions = new DecisionMaker(tight, Mode.FULL, (int) MINUTE_MS);
        final Planner mixed = new MixedPlanner();
        final SplittableRandom random = new SplittableRandom(9);
        int[] wanted = new int[tight.targetCount()];
        for (int minute = 1; minute < 120; minute++) {
            final List<Capacity.Nodes> seen = new ArrayList<>();
            for (final int each : wanted) {
                seen.add(new Capacity.Nodes(each, 0));
            }
            decisions.onCapacity(new Capacity(minute, seen));
            final double requests = random.nextDouble() * 1_500_000;
            final var table = Fixture.flat(minute * MINUTE_MS, requests);
            for (final Decision made : decisions.onPlan(
                    mixed.plan(decisions.observe(table, minute * MINUTE_MS)), requests, table, minute * MINUTE_MS)) {
                wanted[tight.targetIndex(made.target())] = made.to();
                assertTrue(Math.abs(made.to() - made.from()) <= 5, made.toString());
            }
            int all = 0;
            double usd = 0;
            for (int target = 0; target < wanted.length; target++) {
                all += wanted[target];
                usd += wanted[target] * tight.usdPerHour(target);
            }
            assertTrue(all <= 12 && usd <= 3.0 + 1e-9, "nodes=" + all + " usd=" + usd);
        }
    }
}
