package io.forerun.perf;

import io.forerun.plan.mpc.Effort;
import io.forerun.plan.mpc.Optimiser;
import io.forerun.plan.mpc.Problem;
import io.forerun.plan.mpc.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * How far above the bound do plans of a large fleet cost, and how long do they take? The gap is against fractions of nodes,
 * so a part of it is not the planner's: nobody can buy half a node.
 *
 * <p>Each problem is planned twice: from nothing, and again after needs changed a little, from the plan before.
 */
final class PlannerBench {
    /** As many as a wanted figure over them needs. */
    static final int PROBLEMS = 50;

    private static final int TYPES = 20;
    private static final int REGIONS = 5;
    private static final long DEADLINE_NS = 1_000_000_000;
    private static final double MOST_GAP_PCT = 1;
    private static final double MOST_WORST_GAP_PCT = 3;
    private static final double MOST_MS = 200;

    private final long seed;
    private final int problems;

    /** Over so many problems. */
    PlannerBench(final long seed, final int problems) {
        this.seed = seed;
        this.problems = problems;
    }

    /** Measures each problem once, after some others to warm up. */
    Figure run() {
        final Laps cold = Laps.of(new double[problems]);
        final Laps rounded = Laps.of(new double[problems]);
        final Laps gap = Laps.of(new double[problems]);
        final Laps roundedGap = Laps.of(new double[problems]);
        final Laps warm = Laps.of(new double[problems]);
        final Laps warmGap = Laps.of(new double[problems]);
        for (int turn = -problems / 4; turn < problems; turn++) {
            final int at = Math.max(0, turn);
            final Problem problem = PlannerProblem.of(seed + turn, TYPES, REGIONS);
            final Effort none = new Effort(Effort.USUAL.iterations(), 0, 0, () -> false);
            final Schedule first = timed(problem, none, Optional.empty(), rounded, at);
            roundedGap.values()[at] = 100 * first.gap();
            final Schedule plan = timed(problem, Effort.USUAL, Optional.empty(), cold, at);
            gap.values()[at] = 100 * plan.gap();
            final Problem later = PlannerProblem.later(problem, seed + turn, plan.nodes());
            warmGap.values()[at] = 100
                    * timed(later, Effort.USUAL, Optional.of(plan.nodes()), warm, at)
                            .gap();
        }
        return new Figure(
                "planner",
                problems,
                cold.perSecondToNs(),
                "bound and rounding alone",
                rounded.perSecondToNs(),
                List.of(),
                null,
                List.of(
                        Measure.atMost("gap_pct", gap, MOST_GAP_PCT),
                        Measure.atMost("gap_pct_worst", Laps.of(gap.highest()), MOST_WORST_GAP_PCT),
                        Measure.plain("gap_pct_rounding", roundedGap),
                        Measure.plain("gap_pct_replan", warmGap),
                        Measure.atMost("plan_ms", ms(cold), MOST_MS),
                        Measure.atMost("plan_ms_worst", Laps.of(ms(cold).highest()), DEADLINE_NS / 1e6),
                        Measure.plain("replan_ms", ms(warm))));
    }

    private static Laps ms(final Laps ns) {
        final double[] ms = ns.values().clone();
        for (int lap = 0; lap < ms.length; lap++) {
            ms[lap] /= 1e6;
        }
        return Laps.of(ms);
    }

    private static Schedule timed(
            final Problem problem, final Effort effort, final Optional<int[]> start, final Laps ns, final int at) {
        final long startNs = System.nanoTime();
        final Schedule schedule =
                Optimiser.solve(problem, effort.until(() -> System.nanoTime() - startNs > DEADLINE_NS), start);
        ns.values()[at] = System.nanoTime() - startNs;
        Answers.require("a bound was found", schedule.boundUsd() > 0 ? 1 : 0, 1);
        Answers.require("cost is not below the bound", schedule.usd() >= schedule.boundUsd() * (1 - 1e-9) ? 1 : 0, 1);
        return schedule;
    }
}
