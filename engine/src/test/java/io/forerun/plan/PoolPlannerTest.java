package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoolPlannerTest {
    private static final NodeType TWO_CORES = new NodeType("c2", 2, 8, 0, 0.19, 120_000, 180_000, 500);

    private final Planner planner = new PoolPlanner();

    @Test
    void shouldCountTheNodesThatBruteForceCounts() {
        final SplittableRandom random = new SplittableRandom(21);
        for (int round = 0; round < 400; round++) {
            final Fleet fleet = Fixture.randomFleet(random);
            final int steps = 1 + random.nextInt(30);
            final float[] quantiles = Fixture.randomQuantiles(random, steps, random.nextDouble() * 20_000);
            final ForecastTable table = Fixture.table(0, quantiles, 0, 0, 0);
            final Plan.ForTarget plan = plan(fleet, table, Capacity.none(fleet));
            final NodeType type = fleet.nodeType(plan.target());
            final int covered = (int) Math.min(steps, Math.ceil((type.leadTimeP90Ms() + 60_000) / 60_000.0));
            double highest = 0;
            for (int step = 1; step <= covered; step++) {
                highest = Math.max(highest, table.quantileAt(0, step, plan.quantile()));
            }
            assertEquals(highest, plan.chosen(), 0);
            assertEquals(covered * 60_000, plan.horizonMs());
            final double demand = highest * (1 + fleet.planning().safetyMargin());
            assertEquals(bruteForce(fleet, type, demand), plan.nodes());
        }
    }

    @Test
    void shouldTakeTheCheapestTypeThatHoldsTheDemand() {
        final SplittableRandom random = new SplittableRandom(22);
        for (int round = 0; round < 300; round++) {
            final Fleet fleet = Fixture.randomFleet(random);
            final ForecastTable table =
                    Fixture.table(0, Fixture.randomQuantiles(random, 30, random.nextDouble() * 5_000), 0, 0, 0);
            final Plan.ForTarget plan = plan(fleet, table, Capacity.none(fleet));
            final int least = fleet.limits().minNodes();
            final double paid = Math.max(least, plan.nodes()) * fleet.usdPerHour(plan.target());
            final boolean within = Math.max(least, plan.nodes())
                    <= fleet.nodeType(plan.target()).quota();
            for (int type = 0; type < fleet.nodeTypes().size(); type++) {
                final Fleet only = only(fleet, type);
                final Plan.ForTarget other = only == null ? null : plan(only, table, Capacity.none(only));
                if (other != null
                        && Math.max(least, other.nodes()) <= only.nodeType(0).quota()) {
                    assertTrue(within, "took a type beyond its quota though another could serve");
                    assertTrue(paid <= Math.max(least, other.nodes()) * only.usdPerHour(0) + 1e-9);
                }
            }
        }
    }

    @Test
    void shouldStayWithThePresentTypeUnlessAnotherIsTenPercentCheaper() {
        final Fleet fleet = Fixture.fleet(Limits.DEFAULT, Planning.DEFAULT, Fixture.ONE_CORE, TWO_CORES);
        final ForecastTable table = Fixture.flat(0, 20 * Fixture.REQUESTS_PER_NODE);
        assertEquals(1, plan(fleet, table, Capacity.none(fleet)).target(), "10 x .19 < 20 x .1");
        assertEquals(0, plan(fleet, table, capacity(12, 0)).target(), "only 5 % cheaper");
        assertEquals(1, plan(fleet, table, capacity(12, 9)).target(), "most cores are there");
    }

    @Test
    void shouldChooseByTheMinimumThatIsPaidWhereDemandIsLow() {
        final Limits atLeastTwo = new Limits(2, 100, 100, 300_000, 300_000, 1_000, 12);
        final Fleet fleet = Fixture.fleet(atLeastTwo, Planning.DEFAULT, TWO_CORES, Fixture.ONE_CORE);
        assertEquals(1, plan(fleet, Fixture.flat(0, 0), Capacity.none(fleet)).target(), "2 x .1 < 2 x .19");
        assertEquals(1, plan(fleet, Fixture.flat(0, 0), capacity(0, 2)).target(), "nothing is cheaper");
    }

    @Test
    void shouldDrainTheTypeItLeaves() {
        final NodeType cheap = new NodeType("c2", 2, 8, 0, 0.1, 120_000, 180_000, 500);
        final Fleet fleet = Fixture.fleet(Limits.DEFAULT, Planning.DEFAULT, Fixture.ONE_CORE, cheap);
        final Plan plan = planner.plan(new PlanInput(
                Fixture.flat(0, 20 * Fixture.REQUESTS_PER_NODE), capacity(20, 0), fleet, 3, 60_000, Holding.UNKNOWN));
        assertEquals(2, plan.targets().size());
        assertEquals(1, plan.targets().get(0).target());
        assertEquals(10, plan.targets().get(0).nodes());
        assertEquals(0, plan.targets().get(1).target());
        assertEquals(0, plan.targets().get(1).nodes());
        assertEquals(5, plan.capacityRevision());
        assertEquals(3, plan.modeRevision());
        assertEquals(60_000, plan.basedOnMs());
    }

    @Test
    void shouldNeverPlanLessForMoreMargin() {
        final SplittableRandom random = new SplittableRandom(23);
        for (int round = 0; round < 200; round++) {
            final ForecastTable table = Fixture.table(0, Fixture.randomQuantiles(random, 30, 1e6), 0, 0, 0);
            int before = 0;
            for (double margin = 0; margin < 1; margin += 0.05) {
                final Fleet fleet = Fixture.fleet(Limits.DEFAULT, new Planning(0.7, margin, 60_000), Fixture.ONE_CORE);
                final int nodes = plan(fleet, table, Capacity.none(fleet)).nodes();
                assertTrue(nodes >= before);
                before = nodes;
            }
        }
    }

    @Test
    void shouldPreferTheCostThatRecordsCarry() {
        final float[] quantiles = new float[30 * ForecastTable.QUANTILES];
        java.util.Arrays.fill(quantiles, 42_000);
        final ForecastTable table = Fixture.table(0, quantiles, 3_000, 0, 0);
        final Fleet fleet = Fixture.fleet();
        assertEquals(3, plan(fleet, table, Capacity.none(fleet)).nodes(), "3 ms a request instead of 1");
        final Fleet scaled = new Fleet(
                        fleet.nodeTypes(),
                        fleet.regions(),
                        fleet.slas(),
                        fleet.services(),
                        fleet.limits(),
                        fleet.planning(),
                        List.of(),
                        40)
                .scaledTo(42_000);
        assertEquals(40, plan(scaled, table, Capacity.none(scaled)).nodes(), "the peak is counted with the default");
    }

    @Test
    void shouldStateTheRiskOfItsOwnNodes() {
        // Demand of .05 ... .99 from 1 to 8 nodes; the quantile .9 is the 6th level, so the plan holds 6 nodes.
        final double[] quantiles = new double[8];
        for (int index = 0; index < 8; index++) {
            quantiles[index] = (index + 1) * Fixture.REQUESTS_PER_NODE;
        }
        final Fleet fleet = Fixture.fleet();
        final Plan.ForTarget plan = plan(fleet, Fixture.table(0, quantiles), Capacity.none(fleet));
        assertEquals(6, plan.nodes());
        assertEquals(6, plan.nodesQ90());
        assertEquals(4, plan.nodesQ50());
        assertEquals(0.1, plan.slaRisk(), 1e-9);
        assertEquals(1, plan.confidence(), 0);
    }

    private Plan.ForTarget plan(final Fleet fleet, final ForecastTable table, final Capacity capacity) {
        return planner.plan(new PlanInput(table, capacity, fleet, 0, 0, Holding.UNKNOWN))
                .targets()
                .getFirst();
    }

    private static Capacity capacity(final int... nodes) {
        final List<Capacity.Nodes> targets = new ArrayList<>();
        for (final int count : nodes) {
            targets.add(new Capacity.Nodes(count / 2, count - count / 2));
        }
        return new Capacity(5, targets);
    }

    /** The same fleet with one type, null where that type cannot serve. */
    private static Fleet only(final Fleet fleet, final int type) {
        try {
            return new Fleet(
                    List.of(fleet.nodeTypes().get(type)),
                    List.of(fleet.regions().getFirst()),
                    fleet.slas(),
                    fleet.services(),
                    fleet.limits(),
                    fleet.planning(),
                    List.of(),
                    0);
        } catch (final IllegalArgumentException e) {
            return null;
        }
    }

    /** Adds nodes until none of the resources is short. */
    private static int bruteForce(final Fleet fleet, final NodeType type, final double requestsPerMinute) {
        final Service service = fleet.services().getFirst();
        final double usable = fleet.planning().utilisation();
        final double perSecond = requestsPerMinute / 60;
        final double cores = perSecond * service.cpuMs() / 1_000;
        final double gib = perSecond * service.durationMs() / 1_000 * service.memoryMib() / 1_024;
        final double gpus = perSecond * service.gpuMs() / 1_000;
        int nodes = 0;
        while (nodes * type.cpu() * usable < cores - 1e-6
                || nodes * type.memoryGib() * usable < gib - 1e-6
                || nodes * type.gpu() * usable < gpus - 1e-6) {
            nodes++;
        }
        return nodes;
    }
}
