package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.plan.cover.Holding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MixedPlannerTest {
    private static int[] nodes(final Plan plan, final Fleet fleet) {
        final int[] nodes = new int[fleet.targetCount()];
        for (final Plan.ForTarget each : plan.targets()) {
            nodes[each.target()] = each.nodes();
        }
        return nodes;
    }

    /**
     * By hand: 400,000 a minute are 360,000 for web, 8.57 cores, near users only since the far region is too far for it, and 40,000 to
     * infer, .952 of a GPU and .095 of a core, which may be far, where everything costs half. One far GPU node costs .5 and brings
     * nothing for web; 8.57 cores near are three nodes at .2. A near GPU node would bring four cores, but at 1.0: dearer than
     * the .5 and a node for .2.
     */
    @Test
    void shouldFindTheMixThatIsCheapestByHand() {
        final Fleet fleet = Mixed.fleet();
        final int[] nodes = nodes(new MixedPlanner().plan(Mixed.input(fleet, 400_000)), fleet);
        assertEquals(3, nodes[fleet.targetIndex(0, 0)], "cores near");
        assertEquals(0, nodes[fleet.targetIndex(0, 1)], "cores far");
        assertEquals(0, nodes[fleet.targetIndex(1, 0)], "GPUs near");
        assertEquals(1, nodes[fleet.targetIndex(1, 1)], "GPUs far");
    }

    @Test
    void shouldStayWithTheNodesThatAreThereWhereChangeCostsMore() {
        // A GPU near also serves, and no other one has to be bought for it to go a little later.
        final Fleet fleet = Mixed.fleet();
        final int[] empty = nodes(new MixedPlanner().plan(Mixed.input(fleet, 400_000)), fleet);
        final int[] again = nodes(new MixedPlanner().plan(Mixed.input(fleet, 400_000, empty)), fleet);
        assertEquals(List.of(3, 0, 0, 1), java.util.Arrays.stream(again).boxed().toList());
    }

    @Test
    void shouldServeFromElsewhereWhereTheProviderRefused() {
        final Fleet fleet = Mixed.fleet();
        final PlanInput input = Mixed.input(fleet, 400_000);
        final List<Integer> scarce = List.of(1_000, 1_000, 1_000, 0);
        final PlanInput refused =
                new PlanInput(input.table(), input.capacity(), fleet, 0, 0, Holding.UNKNOWN, scarce, Optional.empty());
        final int[] nodes = nodes(new MixedPlanner().plan(refused), fleet);
        assertEquals(0, nodes[3]);
        assertEquals(1, nodes[2], "the near GPU instead");
        assertEquals(2, nodes[0], "whose four cores serve web, too");
    }

    @Test
    void shouldHoldEnoughBesideALostZone() {
        final Fleet fleet = Mixed.fleet();
        final Fleet careful = new Fleet(
                fleet.nodeTypes(),
                fleet.regions(),
                List.of(new Sla("fast", 99, 100, 5, 0, 1), new Sla("slow", 95, 1_000, 5, 0, 1)),
                fleet.services(),
                fleet.users(),
                fleet.limits(),
                fleet.planning(),
                List.of(),
                0);
        final int[] nodes = nodes(new MixedPlanner().plan(Mixed.input(careful, 400_000)), careful);
        final int[] left =
                java.util.Arrays.stream(nodes).map(all -> all - (all + 2) / 3).toArray();
        assertTrue(
                Mix.of(careful, careful.defaultCost(), 60_000).served(left, 400_000) > 399_999,
                "two of three zones serve everything");
    }

    @Test
    void shouldKeepSpotNodesToTheirShare() {
        final NodeType spot = new NodeType("spot", 4, 16, 0, 0.05, 120_000, 180_000, 100, 0.1);
        final Fleet fleet = Mixed.fleet(Fixture.wide(), Mixed.CORES, Mixed.GPUS, spot);
        final int[] nodes = nodes(new MixedPlanner().plan(Mixed.input(fleet, 4_000_000)), fleet);
        final int spots = nodes[fleet.targetIndex(2, 0)];
        final int cores = nodes[fleet.targetIndex(0, 0)];
        assertTrue(spots > 0 && spots <= 11, "half of 85.7 cores are 10.7 nodes: " + spots);
        assertTrue(cores >= 10, "the other half: " + cores);
    }

    /** Counted in steps, the plan is a function of its input; the same problem is not solved twice. */
    @Test
    void shouldPlanTheSameAgainAndAskItsClockOnlyForNewProblems() {
        final Fleet fleet = Mixed.fleet();
        final AtomicInteger clocks = new AtomicInteger();
        final MixedPlanner planner = new MixedPlanner(() -> {
            clocks.incrementAndGet();
            return () -> false;
        });
        final Plan first = planner.plan(Mixed.input(fleet, 1_234_567));
        assertEquals(first, planner.plan(Mixed.input(fleet, 1_234_567)));
        assertEquals(1, clocks.get());
        planner.plan(Mixed.input(fleet, 2_345_678));
        assertEquals(2, clocks.get());
        assertEquals(first, planner.plan(Mixed.input(fleet, 1_234_567)), "whatever was planned before");
        final Plan hasty = new MixedPlanner(() -> () -> true).plan(Mixed.input(fleet, 1_234_567));
        assertFalse(hasty.targets().isEmpty(), "a plan is had however little time there is");
    }

    @Test
    void shouldNameTheLeadTimeOfEveryType() {
        final Fleet fleet = Mixed.fleet();
        final Fleet slower = fleet.withNodeTypes(
                List.of(Mixed.CORES.withLeadTimes(100_000, 200_000), Mixed.GPUS.withLeadTimes(1, 2)));
        final Plan plan = new MixedPlanner().plan(Mixed.input(slower, 1_000));
        assertEquals(200_000, fleet.asKnownTo(plan).nodeTypes().get(0).leadTimeP90Ms());
        assertEquals(2, fleet.asKnownTo(plan).nodeTypes().get(1).leadTimeP90Ms());
    }

    /** Records that carry twice the cost keep each service's proportions, and half as much of it is served. */
    @Test
    void shouldKeepEachServicesPartInACostThatWasSeen() {
        final Fleet fleet = Mixed.fleet();
        final int[] nodes = {10, 0, 2, 0};
        final RequestCost said = fleet.defaultCost();
        final double once = Mix.of(fleet, said, 60_000).capacity(nodes);
        assertEquals(once / 2, Mix.of(fleet, said.times(2), 60_000).capacity(nodes), 1e-9 * once);
        assertEquals(0, Mix.of(fleet, said.times(2), 60_000).capacity(new int[] {10, 0, 0, 0}), "no GPU, no inference");
    }
}
