package io.forerun.markov;

import java.util.Arrays;

/**
 * Expected visits of an absorbing chain within a horizon. Staying times are exponential; the fixed horizon is an Erlang one of
 * {@link #PHASES} phases, which is the same as so many implicit Euler steps of the chain. Within a phase a state is left with
 * d = phase / (phase + mean time), and the stays that begin in it are x (I - DQ)^-1, the fundamental matrix (Kemeny and Snell:
 * Finite Markov Chains, 1960) applied to where the phase began. I - DQ has a dominant diagonal, so it is factored without
 * pivoting, once for all phases. Scratch only, no state. Not thread safe.
 */
final class VisitSolver {
    private static final int PHASES = 16;

    private double[] transitions = {};
    private double[] factors = {};

    /** One state more than there are, for chains that start in one of their own. */
    private final double[] meanMs = new double[GroupChains.STATES + 1];

    private final double[] leaves = new double[GroupChains.STATES + 1];
    private final double[] begun = new double[GroupChains.STATES + 1];
    private final double[] stays = new double[GroupChains.STATES + 1];

    /** Sets what follows a state, the outside included, and the mean time spent in it; for every state but the outside. */
    void row(final int states, final int from, final double[] probabilities, final double meanTimeMs) {
        if (transitions.length < states * states) {
            transitions = Arrays.copyOf(transitions, states * states);
        }
        System.arraycopy(probabilities, 0, transitions, from * states, states);
        meanMs[from] = meanTimeMs;
    }

    /** Visits within a horizon from the moment a state was entered; of the outside, the probability to get there. */
    void solve(final int states, final int start, final double horizonMs, final double[] visits) {
        final double phaseMs = horizonMs / PHASES;
        for (int state = 1; state < states; state++) {
            leaves[state] = phaseMs / (phaseMs + meanMs[state]);
        }
        factor(states);
        begin(states, start, visits);
        for (int phase = 0; phase < PHASES; phase++) {
            staysOfPhase(states);
            for (int state = 1; state < states; state++) {
                visits[state] += stays[state] - begun[state];
                visits[GroupChains.OUTSIDE] += stays[state] * leaves[state] * transitions[state * states];
                begun[state] = stays[state] * (1 - leaves[state]);
            }
        }
    }

    /**
     * Visits in each of so many steps of the same length, each of them one phase.
     *
     * @param start [states] how many are in each state to begin with; of the outside none
     * @param visits [step][state] what is added to; that of the outside is left as it is
     */
    void steps(final int states, final double[] start, final double stepMs, final double[][] visits) {
        for (int state = 1; state < states; state++) {
            leaves[state] = stepMs / (stepMs + meanMs[state]);
        }
        factor(states);
        System.arraycopy(start, 0, begun, 0, states);
        for (final double[] ofStep : visits) {
            staysOfPhase(states);
            for (int state = 1; state < states; state++) {
                ofStep[state] += stays[state] - begun[state];
                begun[state] = stays[state] * (1 - leaves[state]);
            }
        }
    }

    /** Visits within a number of transitions. */
    void iterate(final int states, final int start, final int steps, final double[] visits) {
        begin(states, start, visits);
        for (int step = 0; step < steps; step++) {
            Arrays.fill(stays, 0, states, 0);
            for (int from = 1; from < states; from++) {
                for (int to = 0; to < states; to++) {
                    stays[to] += begun[from] * transitions[from * states + to];
                }
            }
            for (int state = 0; state < states; state++) {
                visits[state] += stays[state];
                begun[state] = stays[state];
            }
        }
    }

    private void begin(final int states, final int start, final double[] visits) {
        Arrays.fill(visits, 0, states, 0);
        Arrays.fill(begun, 0, states, 0);
        begun[start] = 1;
    }

    /** I - DQ = LU in place, over the states 1 .. states - 1; U has the ones. */
    private void factor(final int states) {
        if (factors.length < states * states) {
            factors = new double[states * states];
        }
        for (int from = 1; from < states; from++) {
            for (int to = 1; to < states; to++) {
                final int cell = from * states + to;
                factors[cell] = (from == to ? 1 : 0) - leaves[from] * transitions[cell];
            }
        }
        for (int pivot = 1; pivot < states; pivot++) {
            final int pivotRow = pivot * states;
            for (int to = pivot + 1; to < states; to++) {
                factors[pivotRow + to] /= factors[pivotRow + pivot];
            }
            for (int from = pivot + 1; from < states; from++) {
                final double share = factors[from * states + pivot];
                for (int to = pivot + 1; to < states && share != 0; to++) {
                    factors[from * states + to] -= share * factors[pivotRow + to];
                }
            }
        }
    }

    /** Solves stays (LU) = begun: first for stays L, then for stays. */
    private void staysOfPhase(final int states) {
        for (int to = 1; to < states; to++) {
            double sum = begun[to];
            for (int from = 1; from < to; from++) {
                sum -= stays[from] * factors[from * states + to];
            }
            stays[to] = sum;
        }
        for (int to = states - 1; to >= 1; to--) {
            double sum = stays[to];
            for (int from = to + 1; from < states; from++) {
                sum -= stays[from] * factors[from * states + to];
            }
            stays[to] = sum / factors[to * states + to];
        }
    }
}
