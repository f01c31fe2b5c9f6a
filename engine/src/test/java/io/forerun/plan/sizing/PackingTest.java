package io.forerun.plan.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackingTest {
    private static final int RESOURCES = 3;

    /** Requests of the first service that a node serves beside so many of the second; negative where those alone are too many. */
    private static double beside(final double[][] uses, final double[] gives, final double second) {
        double first = Double.POSITIVE_INFINITY;
        for (int resource = 0; resource < RESOURCES; resource++) {
            final double left = gives[resource] - second * uses[1][resource];
            if (left < -1e-9 * gives[resource] - 1e-12) {
                return -1;
            }
            first = uses[0][resource] > 0 ? Math.min(first, Math.max(0, left) / uses[0][resource]) : first;
        }
        return first;
    }

    /** How much of both two nodes serve in the given proportion: the second service split between them in many ways. */
    private static double byTrying(
            final double[][] uses, final double[] one, final double[] other, final double[] mix) {
        double low = 0;
        double high = 1e6;
        for (int round = 0; round < 60; round++) {
            final double times = (low + high) / 2;
            boolean served = false;
            for (int part = 0; part <= 2_000 && !served; part++) {
                final double here = mix[1] * times * part / 2_000;
                final double first = beside(uses, one, here);
                final double second = beside(uses, other, mix[1] * times - here);
                served = first >= 0 && second >= 0 && first + second >= mix[0] * times;
            }
            low = served ? times : low;
            high = served ? high : times;
        }
        return low;
    }

    @Test
    void shouldSayExactlyWhatTwoServicesGetOfTwoNodes() {
        final SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 60; round++) {
            final double[][] uses = new double[2][RESOURCES];
            for (final double[] use : uses) {
                Arrays.setAll(use, resource -> resource == 2 && random.nextBoolean() ? 0 : 0.1 + random.nextDouble());
            }
            final double[][] gives = new double[2][RESOURCES];
            for (final double[] give : gives) {
                Arrays.setAll(
                        give, resource -> resource == 2 && random.nextBoolean() ? 0 : 1 + 9 * random.nextDouble());
            }
            final double[] mix = {0.1 + random.nextDouble(), 0.1 + random.nextDouble()};
            final double tried = byTrying(uses, gives[0], gives[1], mix);
            assertEquals(tried, Packing.of(uses, gives).times(mix, new int[] {1, 1}), 0.02 * tried + 1e-6);
        }
    }

    @Test
    void shouldNotServeWorkForAGpuWithMemoryElsewhere() {
        // The first service needs a GPU and much memory; the second type has memory, but no GPU.
        final double[][] uses = {{1, 10, 1}, {1, 1, 0}};
        final double[][] gives = {{10, 20, 4}, {10, 100, 0}};
        final Packing packing = Packing.of(uses, gives);
        assertEquals(2, packing.times(new double[] {1, 0}, new int[] {1, 5}), 1e-12, "20 of memory, beside the GPUs");
        assertEquals(0, packing.times(new double[] {1, 0}, new int[] {0, 5}), 1e-12);
        final int alone = packing.alone(1);
        assertEquals(10, packing.yield(1, alone) / packing.price(alone, 1), 1e-12);
    }

    @Test
    void shouldCountOneServiceByItsScarcestResource() {
        final Packing packing = Packing.of(new double[][] {{2, 1, 0}}, new double[][] {{8, 3, 0}, {2, 100, 0}});
        assertEquals(1, packing.limits());
        assertEquals(3 + 2 * 1, packing.times(new double[] {1}, new int[] {1, 2}), 1e-12);
    }
}
