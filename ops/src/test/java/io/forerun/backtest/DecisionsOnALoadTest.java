package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.rival.HpaSetting;
import io.forerun.backtest.rival.Rivals;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.DecisionMaker;
import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.Mode;
import io.forerun.plan.NodeType;
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planner;
import io.forerun.plan.Planning;
import io.forerun.plan.PoolPlanner;
import io.forerun.plan.Region;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.plan.cover.Holding;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The whole chain from curves to cost: with a forecast that knows the future, decisions must come close to the oracle. */
class DecisionsOnALoadTest {
    private static final int MINUTE_MS = 60_000;
    private static final int STEPS = 30;
    private static final NodeType TYPE = new NodeType("c1", 1, 4, 0, 0.1, 150_000, 150_000, 500);
    private static final Fleet FLEET = fleet(0);

    private static Fleet fleet(final double safetyMargin) {
        return new Fleet(
                List.of(TYPE),
                List.of(new Region("eu", 1)),
                List.of(new Sla("web", 99, 250, 2)),
                List.of(new Service("web", "web", 1, 0, 0, 0)),
                Limits.DEFAULT,
                new Planning(Planning.DEFAULT.utilisation(), safetyMargin, Planning.DEFAULT.cadenceMs()),
                List.of(),
                0);
    }

    @Test
    void shouldServeEverythingForLittleMoreThanTheOracle() {
        final double[] requests = requests(2 * 1_440, 81);
        final Workload workload = new Workload(0, requests, 60, requests.length, FLEET, FLEET.defaultCost());
        final int[] decided = decided(requests, FLEET, 1);
        final DayFigures ours = run(workload, moment -> moment.want(0, decided[(int) (moment.step() / 4)]));
        final DayFigures oracle = run(workload, Policies.oracle(workload, 0, 1));
        final DayFigures reactive = run(workload, Rivals.hpa().policy(workload, new HpaSetting(70, 1, 0)));
        assertEquals(0, ours.deficientHours(), 1e-9);
        assertEquals(0, oracle.deficientHours(), 1e-9);
        assertTrue(ours.costUsd() >= oracle.costUsd(), "nobody is cheaper than the oracle");
        assertTrue(ours.costUsd() < 1.25 * oracle.costUsd(), ours.costUsd() + " against " + oracle.costUsd());
        assertTrue(reactive.deficientHours() > 0, "the load must be hard for a reactive policy");
    }

    @Test
    void shouldCostMoreAndMissLessForMoreSafetyMargin() {
        final double[] requests = requests(2 * 1_440, 81);
        double usd = 0;
        double deficient = Double.POSITIVE_INFINITY;
        for (final double margin : new double[] {0, 0.05, 0.1, 0.2, 0.4, 0.8}) {
            final Fleet fleet = fleet(margin);
            final Workload workload = new Workload(0, requests, 60, requests.length, fleet, fleet.defaultCost());
            final int[] decided = decided(requests, fleet, 0.8);
            final DayFigures day = run(workload, moment -> moment.want(0, decided[(int) (moment.step() / 4)]));
            assertTrue(day.costUsd() >= usd, "cost at margin " + margin);
            assertTrue(day.deficientHours() <= deficient, "shortfall at margin " + margin);
            usd = day.costUsd();
            deficient = day.deficientHours();
        }
        assertEquals(0, deficient, 1e-9, "a margin of .8 on .8 of demand is enough");
    }

    /** The first day. */
    private static DayFigures run(final Workload workload, final Policy policy) {
        return new Simulation(workload, Scenario.CERTAIN, policy, 0)
                .run()
                .course()
                .days()
                .getFirst();
    }

    /** What the decision maker wants at the start of each bucket, knowing the demand of those before and a forecast. */
    private static int[] decided(final double[] requests, final Fleet fleet, final double forecastShare) {
        final Planner planner = new PoolPlanner();
        final DecisionMaker maker = new DecisionMaker(fleet, Mode.FULL, 60_000);
        maker.onCapacity(new Capacity(1, List.of(new Capacity.Nodes(30, 0))));
        final int[] desired = new int[requests.length];
        desired[0] = 30;
        for (int bucket = 1; bucket < requests.length; bucket++) {
            final long nowMs = (long) bucket * MINUTE_MS;
            final ForecastTable table = forecast(requests, bucket, forecastShare);
            final var plan = planner.plan(new PlanInput(table, maker.capacity(), fleet, 0, nowMs, Holding.UNKNOWN));
            desired[bucket] = desired[bucket - 1];
            for (final Decision decision : maker.onPlan(plan, requests[bucket - 1], table, nowMs)) {
                desired[bucket] = decision.to();
            }
        }
        return desired;
    }

    /** Knows the future, or a share of it. */
    private static ForecastTable forecast(final double[] requests, final int next, final double share) {
        final float[] quantiles = new float[STEPS * ForecastTable.QUANTILES];
        for (int index = 0; index < quantiles.length; index++) {
            final int bucket = Math.min(requests.length - 1, next + index / ForecastTable.QUANTILES);
            quantiles[index] = (float) (share * requests[bucket]);
        }
        final ForecastTable.Curve curve = new ForecastTable.Curve(
                new float[STEPS],
                new float[STEPS],
                new float[STEPS],
                quantiles,
                0,
                0,
                0,
                0,
                new Readiness(1, List.of()));
        return ForecastTable.of(
                (long) next * MINUTE_MS,
                new ForecastConfig(MINUTE_MS, STEPS, 0.2, 8),
                List.of("total"),
                List.of(curve));
    }

    /** Two days between 6 and 40 nodes, with a sharp rise every four hours. */
    private static double[] requests(final int buckets, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] requests = new double[buckets];
        for (int bucket = 0; bucket < buckets; bucket++) {
            final double daily = 16 - 10 * Math.cos(2 * Math.PI * bucket / 1_440);
            final double surge = bucket % 240 < 40 ? 14 : 0;
            requests[bucket] = Math.floor((daily + surge) * 42_000 * (0.98 + 0.04 * random.nextDouble()));
        }
        return requests;
    }
}
