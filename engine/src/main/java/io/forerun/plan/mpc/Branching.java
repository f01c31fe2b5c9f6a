package io.forerun.plan.mpc;

/**
 * Finds the cheapest schedule of a small problem and proves it: branch and bound on the relaxation, deepest first (Land, Doig
 * 1960; Dakin 1965).
 */
final class Branching {
    /** Problems with more numbers of nodes are not even tried: a proof would take too long. */
    private static final int MOST_NUMBERS = 100;

    private static final double WHOLE = 1e-6;
    private static final double TOLERANCE = 1e-10;

    private final Problem problem;
    private final Problem.Shape shape;
    private final SearchState state;
    private final Effort effort;
    private final int[] bestNodes;
    private final double[] bestShares;
    private double bestUsd;
    private int branches;
    private boolean finished = true;

    /** Starts from the schedule that the state holds. */
    Branching(final Problem problem, final SearchState state, final Effort effort) {
        this.problem = problem;
        this.state = state;
        this.effort = effort;
        shape = problem.shape();
        bestNodes = new int[shape.targets() * shape.blocks()];
        bestShares = new double[problem.demand().usd().length];
        keep();
    }

    static boolean suits(final Problem problem) {
        return problem.shape().targets() * problem.shape().blocks() <= MOST_NUMBERS;
    }

    /** Searches; afterwards the state holds the best schedule found. True if no other costs less. */
    boolean run() {
        final int[] most = new int[bestNodes.length];
        for (int index = 0; index < most.length; index++) {
            most[index] = problem.bounds().most()[index / shape.blocks()];
        }
        branch(problem.bounds().least(), most);
        state.load(bestNodes, bestShares);
        return finished;
    }

    private void keep() {
        state.store(bestNodes, bestShares);
        bestUsd = state.usd();
    }

    private void branch(final int[] least, final int[] most) {
        if (branches++ >= effort.branches() || effort.enough().getAsBoolean()) {
            finished = false;
            return;
        }
        final Relaxation relaxation = new Relaxation(problem, least, most);
        relaxation.solve(effort);
        if (!relaxation.optimal()) {
            finished &= relaxation.infeasible();
            return;
        }
        if (relaxation.usd() >= bestUsd - TOLERANCE * (1 + Math.abs(bestUsd))) {
            return;
        }
        final double[] nodes = relaxation.nodes();
        final int split = split(nodes);
        if (split < 0) {
            final int[] whole = new int[nodes.length];
            for (int index = 0; index < whole.length; index++) {
                whole[index] = (int) Math.round(nodes[index]);
            }
            state.load(whole, relaxation.shares());
            if (state.usd() < bestUsd) {
                keep();
            }
            return;
        }
        final int below = (int) Math.floor(nodes[split]);
        final boolean upFirst = nodes[split] - below > 0.5;
        for (int side = 0; side < 2; side++) {
            if (side == 0 == upFirst) {
                final int[] raised = least.clone();
                raised[split] = below + 1;
                branch(raised, most);
            } else {
                final int[] lowered = most.clone();
                lowered[split] = below;
                branch(least, lowered);
            }
        }
    }

    /** The number that is farthest from whole, -1 where all are whole. */
    private static int split(final double[] nodes) {
        int split = -1;
        double farthest = WHOLE;
        for (int index = 0; index < nodes.length; index++) {
            final double distance = Math.abs(nodes[index] - Math.rint(nodes[index]));
            if (distance > farthest) {
                farthest = distance;
                split = index;
            }
        }
        return split;
    }
}
