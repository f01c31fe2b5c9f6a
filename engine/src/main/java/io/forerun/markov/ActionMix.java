package io.forerun.markov;

import java.util.Arrays;

/**
 * From what a user does next to the proportions of all that it does within a horizon. The chain starts in a state of its own, which
 * is left once, for the next action, after the time that the user's present state takes on average; so the shorter the horizon, the
 * nearer are the proportions to the probabilities of the next action. Scratch only, no state. Engine thread only.
 */
final class ActionMix {
    private final ChainLevels levels;
    private final VisitSolver solver;
    private final double[] row = new double[GroupChains.STATES + 1];
    private final double[] visits = new double[GroupChains.STATES + 1];

    ActionMix(final ChainLevels levels, final VisitSolver solver) {
        this.levels = levels;
        this.solver = solver;
    }

    /**
     * Spreads a distribution of next actions over a horizon.
     *
     * @param history of the user
     * @param mix [OUTCOMES] of the next action, replaced by the proportions; all zero where nothing was learned
     * @param dwellMs mean time until the next action
     * @param horizonMs length of the horizon
     */
    void spread(final History history, final double[] mix, final double dwellMs, final double horizonMs) {
        final int start = levels.states();
        Arrays.fill(row, 0);
        for (int from = 1; from < start; from++) {
            levels.predictOwn(history, from, row);
            solver.row(start + 1, from, row, levels.meanTimeMs(history.group(), from, GroupChains.UNKNOWN_TIME_MS));
        }
        row[GroupChains.OUTSIDE] = 0;
        System.arraycopy(mix, 0, row, 1, start - 1);
        solver.row(start + 1, start, row, dwellMs);
        solver.solve(start + 1, start, horizonMs, visits);
        double sum = 0;
        for (int state = 1; state < start; state++) {
            sum += visits[state];
        }
        for (int state = 1; state < start; state++) {
            mix[state - 1] = visits[state] / sum;
        }
    }
}
