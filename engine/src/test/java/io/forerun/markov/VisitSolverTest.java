package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VisitSolverTest {
    private final VisitSolver solver = new VisitSolver();
    private final double[] visits = new double[GroupChains.STATES];

    @Test
    void shouldCountOneActionThatNeverEndsByItsRate() {
        solver.row(2, 1, new double[] {0, 1}, 400);
        solver.solve(2, 1, 10_000, visits);
        assertEquals(25, visits[1], 1e-9);
        assertEquals(0, visits[0]);
    }

    @Test
    void shouldEndASessionAsTheExponentialDoes() {
        solver.row(2, 1, new double[] {.1, .9}, 1_000);
        solver.solve(2, 1, 10_000, visits);
        final double left = StrictMath.pow(1 + 1 / 16.0, -16);
        assertEquals(1 - left, visits[0], 1e-12);
        assertEquals(.9 / .1 * (1 - left), visits[1], 1e-9);
        assertEquals(1 - StrictMath.exp(-1), visits[0], .02, "the fixed horizon that the phases stand for");
    }

    @Test
    void shouldAlternateBetweenTwoStates() {
        solver.row(3, 1, new double[] {0, 0, 1}, 100);
        solver.row(3, 2, new double[] {0, 1, 0}, 300);
        solver.solve(3, 1, 400_000, visits);
        assertEquals(1_000, visits[1], 1);
        assertEquals(1_000, visits[2], 1);
        solver.iterate(3, 1, 5, visits);
        assertEquals(2, visits[1]);
        assertEquals(3, visits[2]);
    }

    @Test
    void shouldReachTheFundamentalMatrix() {
        final int states = 7;
        final double[][] chain = chain(states);
        final double[] fundamental = fundamental(chain, 3);
        final double[] settled = new double[states];
        solver.iterate(states, 3, 4_000, visits);
        System.arraycopy(visits, 0, settled, 0, states);
        solver.solve(states, 3, 1e12, visits);
        for (int state = 1; state < states; state++) {
            final double expected = fundamental[state] - (state == 3 ? 1 : 0);
            assertEquals(expected, settled[state], 1e-9);
            assertEquals(expected, visits[state], 1e-6);
        }
        assertEquals(1, settled[0], 1e-12);
        assertEquals(1, visits[0], 1e-6);
    }

    @Test
    void shouldAgreeWithAFinelySteppedChain() {
        final int states = 5;
        final double[][] chain = chain(states);
        final double[] naive = new double[states];
        double[] present = new double[states];
        present[2] = 1;
        final int steps = 200_000;
        for (int step = 0; step < steps; step++) {
            final double[] next = present.clone();
            for (int from = 1; from < states; from++) {
                final double moving = present[from] * (60_000.0 / steps) / (from * 4_000);
                next[from] -= moving;
                for (int to = 0; to < states; to++) {
                    next[to] += moving * chain[from][to];
                    naive[to] += moving * chain[from][to];
                }
            }
            present = next;
        }
        solver.solve(states, 2, 60_000, visits);
        for (int state = 0; state < states; state++) {
            assertEquals(naive[state], visits[state], .03 * naive[state]);
        }
    }

    /** Random rows with a chance of 10 % to end; sets them in the solver, state n staying 4 n seconds. */
    private double[][] chain(final int states) {
        final SplittableRandom random = new SplittableRandom(states);
        final double[][] chain = new double[states][states];
        for (int from = 1; from < states; from++) {
            double sum = 0;
            for (int to = 1; to < states; to++) {
                chain[from][to] = random.nextDouble();
                sum += chain[from][to];
            }
            chain[from][0] = .1;
            for (int to = 1; to < states; to++) {
                chain[from][to] *= .9 / sum;
            }
            solver.row(states, from, chain[from], from * 4_000);
        }
        return chain;
    }

    /** Row {@code start} of (I - Q)^-1 by Gauss-Jordan elimination with pivots. */
    private static double[] fundamental(final double[][] chain, final int start) {
        final int size = chain.length - 1;
        final double[][] system = new double[size][size + 1];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                system[row][column] = (row == column ? 1 : 0) - chain[column + 1][row + 1];
            }
            system[row][size] = row + 1 == start ? 1 : 0;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            int best = pivot;
            for (int row = pivot; row < size; row++) {
                best = Math.abs(system[row][pivot]) > Math.abs(system[best][pivot]) ? row : best;
            }
            final double[] swapped = system[best];
            system[best] = system[pivot];
            system[pivot] = swapped;
            for (int row = 0; row < size; row++) {
                final double factor = row == pivot ? 0 : system[row][pivot] / swapped[pivot];
                for (int column = pivot; column <= size; column++) {
                    system[row][column] -= factor * swapped[column];
                }
            }
        }
        final double[] visits = new double[size + 1];
        for (int row = 0; row < size; row++) {
            visits[row + 1] = system[row][size] / system[row][row];
        }
        return visits;
    }
}
