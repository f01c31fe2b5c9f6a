package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OracleLeadTest {
    private static final int STEP_MS = 5_000; // not a multiple of 15 s, so a bucket is one step

    @Test
    void shouldEqualBruteForceOnTinyLoads() {
        final SplittableRandom random = new SplittableRandom(51);
        for (int round = 0; round < 120; round++) {
            final int buckets = 1 + random.nextInt(6);
            final double[] need = new double[buckets];
            for (int bucket = 0; bucket < buckets; bucket++) {
                need[bucket] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(4) - random.nextDouble() * .9;
                need[bucket] = Math.max(0, need[bucket]);
            }
            final Load load = new Load(need, STEP_MS, 0.7);
            final Provisioning provisioning = new Provisioning(random.nextInt(4) * STEP_MS, 720, random.nextInt(3));
            final CapacitySimulation simulation = new CapacitySimulation(load, provisioning, 0);
            final var best = best(simulation, buckets, 3);
            final var oracle = simulation.run(new OracleLead());
            assertEquals(best.deficientNodeHours(), oracle.deficientNodeHours(), 1e-12, "round " + round);
            assertEquals(best.costUsd(), oracle.costUsd(), 1e-9, "round " + round);
        }
    }

    @Test
    void shouldKeepANodeOverAGapShorterThanTheLeadTime() {
        final double[] need = {0, 0, 2, 0, 0, 2, 0, 0, 0, 0, 2, 0};
        final Load load = new Load(need, STEP_MS, 0.7);
        final int[] nodes = new OracleLead()
                .desired(load, new Provisioning(2 * STEP_MS, 1, 0))
                .nodes();
        org.junit.jupiter.api.Assertions.assertArrayEquals(new int[] {2, 2, 2, 2, 2, 2, 0, 0, 2, 2, 2, 0}, nodes);
    }

    @Test
    void shouldNeverCostMoreThanAnythingThatServesAsMuch() {
        final SplittableRandom random = new SplittableRandom(52);
        for (int round = 0; round < 40; round++) {
            final double[] need = new double[200];
            double level = 10;
            for (int bucket = 0; bucket < need.length; bucket++) {
                level = Math.max(0, level + random.nextDouble() * 4 - 2);
                need[bucket] = level;
            }
            final Load load = new Load(need, 60_000, 0.7);
            final Provisioning provisioning = new Provisioning(150_000, 0.2, 20);
            final CapacitySimulation simulation = new CapacitySimulation(load, provisioning, 0);
            final var oracle = simulation.run(new OracleLead());
            assertEquals(0, oracle.unservedShare(), 1e-12, "20 nodes hold the first 150 s");
            assertTrue(oracle.costUsd()
                    <= simulation.run(StaticPeakPolicy.of(load)).costUsd() + 1e-9);
        }
    }

    /** Least unserved, then least cost, of all sequences of wishes. */
    private static CapacitySimulation.Result best(
            final CapacitySimulation simulation, final int steps, final int most) {
        CapacitySimulation.Result best = null;
        final int[] wish = new int[steps];
        final long all = Math.round(Math.pow(most + 1, steps));
        for (long code = 0; code < all; code++) {
            long rest = code;
            for (int step = 0; step < steps; step++) {
                wish[step] = (int) (rest % (most + 1));
                rest /= most + 1;
            }
            final var result = simulation.run(new DesiredNodes(wish, STEP_MS));
            final double gain = best == null ? 1 : best.deficientNodeHours() - result.deficientNodeHours();
            if (gain > 1e-12 || gain > -1e-12 && result.costUsd() < best.costUsd() - 1e-12) {
                best = result;
            }
        }
        return best;
    }
}
