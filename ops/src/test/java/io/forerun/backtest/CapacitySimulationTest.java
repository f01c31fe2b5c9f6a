package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CapacitySimulationTest {
    private static final int MINUTE_MS = 60_000;

    @Test
    void shouldCountAShortfallUntilTheLeadTimeHasPassed() {
        // One node at the start, three needed for ten minutes, ordered at once, two minutes of lead time.
        final Load load = new Load(new double[] {3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, MINUTE_MS, 0.7);
        final var result = new CapacitySimulation(load, new Provisioning(2 * MINUTE_MS, 6, 1), 0)
                .run(new DesiredNodes(new int[] {3}, MINUTE_MS));
        assertEquals(3 * 10 / 60.0 * 6, result.costUsd(), 1e-9);
        assertEquals(2 * 2 / 60.0, result.deficientNodeHours(), 1e-9);
        assertEquals(4 / 30.0, result.unservedShare(), 1e-9);
        assertEquals(2, result.slaMinutes(), 1e-9);
        assertEquals(0, result.excessNodeHours(), 1e-9);
        assertEquals(1, result.scaleActions());
    }

    @Test
    void shouldTakeNodesAwayAtOnceAndCancelOrdersFirst() {
        final Load load = new Load(new double[] {1, 1, 1, 1}, MINUTE_MS, 0.7);
        final var result = new CapacitySimulation(load, new Provisioning(10 * MINUTE_MS, 60, 2), 0)
                .run(new DesiredNodes(new int[] {5, 2, 1, 1}, MINUTE_MS));
        assertEquals(5 + 2 + 1 + 1, result.costUsd(), 1e-9);
        assertEquals((1 + 1) / 60.0, result.excessNodeHours(), 1e-9);
        assertEquals(0, result.unservedShare());
        assertEquals(3, result.scaleActions());
    }

    @Test
    void shouldNotScoreMissingBucketsNorThoseBeforeTheStart() {
        final Load load = new Load(new double[] {9, Double.NaN, 2}, MINUTE_MS, 0.7);
        final var result = new CapacitySimulation(load, new Provisioning(0, 60, 1), 1)
                .run(new DesiredNodes(new int[] {1}, MINUTE_MS));
        assertEquals(0.5, result.unservedShare(), 1e-9);
        assertEquals(1, result.slaMinutes(), 1e-9);
        assertEquals(2, result.costUsd(), 1e-9);
    }

    @Test
    void shouldEqualACountOfEveryNode() {
        final SplittableRandom random = new SplittableRandom(41);
        for (int round = 0; round < 200; round++) {
            final int buckets = 1 + random.nextInt(40);
            final double[] need = random.doubles(buckets, 0, 12).toArray();
            final int[] desired = random.ints(buckets * 4L, 0, 12).toArray();
            final int lead = random.nextInt(12);
            final int initial = random.nextInt(6);
            final var result = new CapacitySimulation(
                            new Load(need, MINUTE_MS, 0.7), new Provisioning(lead * 15_000, 240, initial), 0)
                    .run(new DesiredNodes(desired, 15_000));
            final double[] naive = naive(need, desired, lead, initial);
            assertEquals(naive[0], result.costUsd(), 1e-6);
            assertEquals(naive[1], result.deficientNodeHours() * 240, 1e-6);
            assertEquals(naive[2], result.excessNodeHours() * 240, 1e-6);
        }
    }

    /** Each node is the step from which it serves; the newest leave first. */
    private static double[] naive(final double[] need, final int[] desired, final int lead, final int initial) {
        final java.util.ArrayList<Integer> nodes = new java.util.ArrayList<>();
        for (int node = 0; node < initial; node++) {
            nodes.add(0);
        }
        final double[] sums = new double[3];
        for (int step = 0; step < desired.length; step++) {
            while (nodes.size() < desired[step]) {
                nodes.add(step + lead);
            }
            while (nodes.size() > desired[step]) {
                nodes.removeLast();
            }
            int serving = 0;
            for (final int from : nodes) {
                serving += from <= step ? 1 : 0;
            }
            sums[0] += nodes.size();
            sums[1] += Math.max(0, need[step / 4] - serving);
            sums[2] += Math.max(0, serving - need[step / 4]);
        }
        return sums;
    }
}
