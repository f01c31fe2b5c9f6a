package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import io.forerun.state.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What must hold of any run: random demand, forecasts, gaps, limits, modes, capacity that follows or does not. */
class DecisionPropertiesTest {
    private static final int RUNS = 150;
    private static final int MINUTES = 240;
    private static final double NODE = Fixture.REQUESTS_PER_NODE;

    private final Planner planner = new PoolPlanner();

    @Test
    void shouldNeverPassItsLimitsNorFallBelowTheReactiveLoop() {
        for (int seed = 0; seed < RUNS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final Limits limits = limits(random);
            final Run run = run(seed, limits, 0, Mode.FULL, MINUTES);
            for (final Minute minute : run.minutes) {
                final String where = "seed " + seed + " minute " + minute.at;
                final int cap = Math.min(limits.maxNodes(), (int) Math.floor(limits.budgetUsdPerHour() / 0.1));
                assertTrue(minute.to <= cap, where);
                final int reachable = Math.min(cap, minute.from + limits.maxStep());
                assertTrue(minute.to >= Math.min(minute.reactive, reachable), where);
                assertTrue(minute.to >= Math.min(limits.minNodes(), reachable), where);
                assertTrue(Math.abs(minute.to - minute.from) <= limits.maxStep(), where);
            }
        }
    }

    @Test
    void shouldScaleInOnlyWhereNothingWantedMoreForAllOfTheStabilisation() {
        int scaleIns = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            final Run run = run(seed, limits(new SplittableRandom(seed)), 0, Mode.FULL, MINUTES);
            for (int index = 0; index < run.minutes.size(); index++) {
                final Minute minute = run.minutes.get(index);
                if (minute.to < minute.from) {
                    scaleIns++;
                    assertTrue(index >= 5, "seed " + seed + ": too early to know");
                    for (int past = index - 4; past <= index; past++) {
                        final Minute before = run.minutes.get(past);
                        assertTrue(!before.missing, "seed " + seed + ": demand was missing at " + before.at);
                        assertTrue(before.planned <= minute.to && minute.reactive <= minute.to, "seed " + seed);
                    }
                }
            }
        }
        assertTrue(scaleIns > RUNS, "the runs must exercise scale-in: " + scaleIns);
    }

    @Test
    void shouldStayWithinTheFlapBudget() {
        for (int seed = 0; seed < RUNS; seed++) {
            final Limits limits = limits(new SplittableRandom(seed));
            final Run run = run(seed, limits, 0, Mode.FULL, MINUTES);
            for (int start = 0; start < run.minutes.size(); start++) {
                int flaps = 0;
                for (int index = start; index < Math.min(start + 60, run.minutes.size()); index++) {
                    final Minute minute = run.minutes.get(index);
                    flaps += minute.to < minute.from ? 1 : 0;
                }
                assertTrue(flaps <= limits.flapBudgetPerHour(), "seed " + seed);
            }
        }
    }

    @Test
    void shouldNeverHoldLessForMoreSafetyMargin() {
        final Limits limits = new Limits(1, 500, 500, 300_000, 0, Double.POSITIVE_INFINITY, 3_600);
        for (int seed = 0; seed < RUNS; seed++) {
            final Run bare = run(seed, limits, 0, Mode.FULL, MINUTES);
            final Run safe = run(seed, limits, 0.15, Mode.FULL, MINUTES);
            for (int index = 0; index < MINUTES; index++) {
                assertTrue(safe.minutes.get(index).to >= bare.minutes.get(index).to, "seed " + seed);
            }
        }
    }

    @Test
    void shouldNeverLowerWhatItDidNotRaiseInFloorOnly() {
        int raised = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            final Run run = run(seed, limits(new SplittableRandom(seed)), 0, Mode.FLOOR_ONLY, MINUTES);
            int above = 0;
            for (final Decision decision : run.maker.recent()) {
                above += decision.to() - decision.from();
                assertTrue(above >= 0, "seed " + seed + ": below the base");
                raised += decision.to() > decision.from() ? 1 : 0;
            }
        }
        assertTrue(raised > RUNS);
    }

    @Test
    void shouldDecideTheSameAgain() {
        for (int seed = 0; seed < 20; seed++) {
            final Limits limits = limits(new SplittableRandom(seed));
            final Run first = run(seed, limits, 0.1, Mode.FULL, MINUTES);
            final Run second = run(seed, limits, 0.1, Mode.FULL, MINUTES);
            assertEquals(first.maker.recent(), second.maker.recent());
            assertEquals(digest(first.maker), digest(second.maker));
        }
    }

    private record Minute(int at, int from, int to, int planned, int reactive, boolean missing) {}

    private record Run(DecisionMaker maker, List<Minute> minutes) {}

    private Run run(final int seed, final Limits limits, final double margin, final Mode mode, final int minutes) {
        final SplittableRandom random = new SplittableRandom(1_000 + seed);
        final Fleet fleet = Fixture.fleet(limits, new Planning(0.7, margin, 60_000), Fixture.ONE_CORE);
        final DecisionMaker maker = Fixture.maker(fleet, mode);
        final List<Minute> seen = new ArrayList<>();
        double demand = 5 + random.nextInt(20);
        double forecast = demand;
        for (int at = 1; at <= minutes; at++) {
            final long nowMs = at * 60_000L;
            demand = random.nextInt(12) == 0 ? 1 + random.nextInt(60) : demand;
            forecast = random.nextInt(9) == 0 ? 1 + random.nextInt(60) : forecast;
            final boolean missing = random.nextInt(25) == 0;
            final ForecastTable table = Fixture.flat(nowMs, forecast * NODE);
            if (random.nextInt(15) == 0 && mode == Mode.FLOOR_ONLY) {
                maker.onCapacity(new Capacity(at + 1L, List.of(new Capacity.Nodes(random.nextInt(30), 0))));
            }
            final Plan plan = planner.plan(
                    new PlanInput(table, maker.capacity(), fleet, maker.modeRevision(), nowMs, Holding.UNKNOWN));
            maker.onPlan(plan, missing ? Double.NaN : demand * NODE, table, nowMs);
            final Decision latest = maker.latest().orElseThrow();
            seen.add(new Minute(
                    at, latest.from(), latest.to(), plan.targets().getFirst().nodes(), maker.reactiveNodes(), missing));
        }
        return new Run(maker, seen);
    }

    private static Limits limits(final SplittableRandom random) {
        return new Limits(
                1 + random.nextInt(4),
                20 + random.nextInt(60),
                random.nextBoolean() ? 500 : 3 + random.nextInt(20),
                300_000,
                random.nextBoolean() ? 0 : random.nextInt(900_000),
                random.nextBoolean() ? Double.POSITIVE_INFINITY : 2 + random.nextDouble() * 4,
                2 + random.nextInt(6));
    }

    private static long digest(final DecisionMaker maker) {
        final Digest digest = new Digest();
        maker.pass(digest, Fixture.flat(0, 0), Optional.empty());
        return digest.value();
    }
}
