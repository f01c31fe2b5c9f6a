package io.forerun.plan.mpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OptimiserTest {
    private static final Effort LITTLE = new Effort(20_000, 2_000, 5_000, () -> false);

    private static Schedule solve(final Problem problem, final Effort effort) {
        return Optimiser.solve(problem, effort, Optional.empty());
    }

    @Test
    void shouldFindTheSameCostAsTryingEverything() {
        int compared = 0;
        int priced = 0;
        for (int seed = 0; seed < 260; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final int types = 1 + random.nextInt(3);
            final int regions = types == 1 ? 1 + random.nextInt(2) : 1;
            final int blocks = types == 3 ? 2 : 2 + random.nextInt(2);
            final Problem problem = RandomProblem.of(seed, types, regions, blocks, 1, 3);
            final double least = BruteForce.usd(problem);
            if (least == Double.POSITIVE_INFINITY) {
                continue;
            }
            final Schedule schedule = solve(problem, LITTLE);
            new Judge(problem).check(schedule, "seed " + seed);
            assertEquals(least, schedule.usd(), 1e-7 * (1 + least), "seed " + seed);
            assertTrue(schedule.proved(), "seed " + seed);
            compared++;
            priced += least > 0 ? 1 : 0;
        }
        assertTrue(compared >= 200 && priced >= 200, "compared=" + compared + ", priced=" + priced);
    }

    @Test
    void shouldFindTheSameCostAsAnotherSolverWhereUsersMayBeServedInSeveralRegions() {
        int compared = 0;
        for (int seed = 0; seed < 60; seed++) {
            final Problem problem = RandomProblem.of(1_000 + seed, 3, 2, 2, 2, 4);
            final double least = OjAlgoModel.usd(problem, true);
            if (!Double.isNaN(least)) {
                final Schedule schedule = solve(problem, LITTLE);
                new Judge(problem).check(schedule, "seed " + seed);
                assertEquals(least, schedule.usd(), 1e-6 * (1 + least), "seed " + seed);
                compared++;
            }
        }
        assertTrue(compared >= 50, "compared=" + compared);
    }

    @Test
    void shouldBoundCostAsAnotherSolverDoes() {
        int compared = 0;
        for (int seed = 0; seed < 60; seed++) {
            final Problem problem = RandomProblem.of(2_000 + seed, 6, 3, 4, 4, 12);
            final double bound = OjAlgoModel.usd(problem, false);
            final Relaxation relaxation = Relaxation.of(problem);
            relaxation.solve(Effort.USUAL);
            if (!Double.isNaN(bound) && relaxation.optimal()) {
                assertEquals(bound, relaxation.usd(), 1e-6 * (1 + bound), "seed " + seed);
                compared++;
            }
        }
        assertTrue(compared >= 50, "compared=" + compared);
    }

    @Test
    void shouldComeCloseToTheBoundOfLargeProblems() {
        for (int seed = 0; seed < 3; seed++) {
            final Problem problem = RandomProblem.of(3_000 + seed, 20, 5, 6, 5, 30);
            final Schedule schedule = solve(problem, Effort.USUAL);
            new Judge(problem).check(schedule, "seed " + seed);
            assertTrue(schedule.gap() < 0.03, "seed " + seed + ": gap=" + schedule.gap());
        }
    }

    @Test
    void shouldAlwaysHaveAScheduleHoweverLittleEffortIsAllowed() {
        for (int seed = 0; seed < 60; seed++) {
            final Problem problem = RandomProblem.of(4_000 + seed, 4, 2, 3, 3, 6);
            final Judge judge = new Judge(problem);
            judge.check(solve(problem, new Effort(0, 0, 0, () -> false)), "nothing, seed " + seed);
            judge.check(solve(problem, new Effort(40, 10, 0, () -> false)), "little, seed " + seed);
            judge.check(solve(problem, Effort.USUAL.until(() -> true)), "late, seed " + seed);
        }
    }

    @Test
    void shouldGiveTheSameScheduleAgain() {
        final Problem problem = RandomProblem.of(7, 10, 3, 4, 3, 10);
        final Schedule once = solve(problem, LITTLE);
        final Schedule again = solve(problem, LITTLE);
        assertArrayEquals(once.nodes(), again.nodes());
        assertArrayEquals(once.shares(), again.shares());
    }

    @Test
    void shouldBeNoWorseThanTheScheduleItStartsFrom() {
        for (int seed = 0; seed < 20; seed++) {
            final Problem problem = RandomProblem.of(5_000 + seed, 10, 3, 4, 3, 10);
            final Schedule good = solve(problem, LITTLE);
            final Effort none = new Effort(20_000, 0, 0, () -> false);
            final Schedule cold = solve(problem, none);
            final Schedule warm = Optimiser.solve(problem, none, Optional.of(good.nodes()));
            new Judge(problem).check(warm, "seed " + seed);
            assertTrue(warm.usd() <= cold.usd() + 1e-9, "seed " + seed);
        }
    }
}
