package io.forerun.plan.mpc;

import java.util.Optional;

/**
 * Finds cheap schedules. Always answers with one that keeps every bound, however little effort it was allowed: users that
 * cannot be served within the bounds go without, at their price. The same problem, start and effort give the same schedule.
 */
public final class Optimiser {
    private static final long SEED = 20_261_125;

    /** What the simplex method leaves below a whole number still is one. */
    private static final double WHOLE = 1e-5;

    private final Problem problem;
    private final Problem.Shape shape;
    private final SearchState state;
    private final Chance chance = new Chance(SEED);

    private Optimiser(final Problem problem) {
        this.problem = problem;
        shape = problem.shape();
        state = new SearchState(problem);
    }

    /**
     * The best schedule found.
     *
     * @param start nodes [target, block] to start from, such as those of the plan before; they need not keep any bound
     */
    public static Schedule solve(final Problem problem, final Effort effort, final Optional<int[]> start) {
        return new Optimiser(problem).solve(effort, start);
    }

    private Schedule solve(final Effort effort, final Optional<int[]> start) {
        final Relaxation relaxation = Relaxation.of(problem);
        relaxation.solve(effort);
        final Repair repair = new Repair(problem, state, chance);
        state.load(allowed(rounded(relaxation.nodes())), relaxation.shares());
        repair.complete();
        if (start.isPresent()) {
            final double usd = state.usd();
            final int[] nodes = new int[shape.targets() * shape.blocks()];
            final double[] shares = new double[problem.demand().usd().length];
            state.store(nodes, shares);
            state.load(allowed(start.orElseThrow()), relaxation.shares());
            repair.complete();
            if (state.usd() > usd) {
                state.load(nodes, shares);
            }
        }
        new LocalSearch(problem, state, chance).run(effort);
        final boolean proved =
                relaxation.optimal() && Branching.suits(problem) && new Branching(problem, state, effort).run();
        final int[] nodes = new int[shape.targets() * shape.blocks()];
        final double[] shares = new double[problem.demand().usd().length];
        state.store(nodes, shares);
        final double boundUsd = relaxation.optimal() ? relaxation.usd() : Double.NEGATIVE_INFINITY;
        return new Schedule(nodes, shares, state.usd(), boundUsd, proved);
    }

    private static int[] rounded(final double[] fractions) {
        final int[] nodes = new int[fractions.length];
        for (int index = 0; index < nodes.length; index++) {
            nodes[index] = (int) Math.floor(fractions[index] + WHOLE);
        }
        return nodes;
    }

    /** The given nodes where they keep all bounds, else about so many as bounds allow. */
    private int[] allowed(final int[] wanted) {
        final double[] shares = new double[problem.demand().usd().length];
        state.load(wanted, shares);
        if (state.legal()) {
            return wanted;
        }
        final int[] nodes = problem.bounds().least().clone();
        state.load(nodes, shares);
        for (int target = 0; target < shape.targets(); target++) {
            approach(target, wanted);
        }
        state.store(nodes, shares);
        return nodes;
    }

    /** Raises the least in every block to the last one, then lowers it again from the last block on. */
    private void approach(final int target, final int[] wanted) {
        final int last = shape.blocks() - 1;
        for (int from = 0; from <= last; from++) {
            int more = wanted[shape.node(target, from)] - state.held(target, from);
            while (more > 0 && !state.allows(target, from, last, more)) {
                more >>= 1;
            }
            if (more > 0) {
                state.add(target, from, last, more);
            }
        }
        for (int from = last; from >= 0; from--) {
            int fewer = state.held(target, from) - wanted[shape.node(target, from)];
            while (fewer > 0 && !state.allows(target, from, last, -fewer)) {
                fewer >>= 1;
            }
            if (fewer > 0) {
                state.add(target, from, last, -fewer);
            }
        }
    }
}
