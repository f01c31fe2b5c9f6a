package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HpaPolicyTest {
    private static final int MINUTE_MS = 60_000;

    @Test
    void shouldFollowAStepOneSensingDelayLate() {
        // Ten nodes at 70 % until minute 10, then demand for 18; syncs at 15 s, so minute 11 is sync 44.
        final int[] nodes = desired(new HpaPolicy(0.7, 1, 100, MINUTE_MS), step(10, 18), new Provisioning(0, 1, 10));
        assertEquals(10, nodes[43]);
        assertEquals(18, nodes[44]);
        assertEquals(18, nodes[nodes.length - 1]);
    }

    @Test
    void shouldSteerToItsTarget() {
        final int[] nodes = desired(new HpaPolicy(0.5, 1, 100, 0), step(10, 10), new Provisioning(0, 1, 10));
        assertEquals(14, nodes[nodes.length - 1], "10 x .7 / .5");
    }

    @Test
    void shouldGrowByDoubleOrFourASync() {
        final int[] nodes = desired(new HpaPolicy(0.7, 1, 1_000, 0), step(1, 500), new Provisioning(0, 1, 1));
        assertEquals(1, nodes[39]);
        assertEquals(5, nodes[40]);
        assertEquals(10, nodes[41]);
        assertEquals(20, nodes[42]);
        assertEquals(500, nodes[nodes.length - 1]);
    }

    @Test
    void shouldWaitFiveMinutesBeforeItShrinks() {
        final int[] nodes = desired(new HpaPolicy(0.7, 1, 100, 0), step(10, 4), new Provisioning(0, 1, 10));
        assertEquals(10, nodes[40 + 18]);
        assertEquals(4, nodes[40 + 20]);
    }

    @Test
    void shouldCountNodesOnTheirWayAsIdle() {
        // 18 nodes wanted, 8 of them on their way: the ready ten look overloaded but nothing more is ordered.
        final int[] nodes =
                desired(new HpaPolicy(0.7, 1, 100, 0), step(10, 18), new Provisioning(5 * MINUTE_MS, 1, 10));
        for (int sync = 40; sync < nodes.length; sync++) {
            assertEquals(18, nodes[sync]);
        }
    }

    @Test
    void shouldHoldWithinToleranceOfWhatIsOnItsWay() {
        final double[] need = step(10, 18);
        Arrays.fill(need, 12, 20, 19); // 5 % more than the 18 that come
        final int[] nodes = desired(new HpaPolicy(0.7, 1, 100, 0), need, new Provisioning(15 * MINUTE_MS, 1, 10));
        assertEquals(18, nodes[nodes.length - 1]);
    }

    @Test
    void shouldHoldWhereDemandIsMissing() {
        final double[] need = step(10, 10);
        Arrays.fill(need, 5, 15, Double.NaN);
        for (final int nodes : desired(new HpaPolicy(0.7, 1, 100, 0), need, new Provisioning(0, 1, 10))) {
            assertEquals(10, nodes);
        }
    }

    @Test
    void shouldTuneToTheCheapestSettingWithinTheBound() {
        final SplittableRandom random = new SplittableRandom(61);
        final double[] need = new double[600];
        for (int bucket = 0; bucket < need.length; bucket++) {
            need[bucket] = 20 + 15 * Math.sin(bucket / 40.0) + random.nextDouble() * 4;
        }
        final Load load = new Load(need, MINUTE_MS, 0.7);
        final List<HpaTuning.Point> points = HpaTuning.sweep(load, new Provisioning(120_000, 0.2, 25), 1, 100);
        assertEquals(9 * 5, points.size(), "a twentieth of the peak is the given minimum here");
        final HpaTuning.Point best = HpaTuning.best(points, 0.01);
        assertTrue(best.result().unservedShare() <= 0.01);
        for (final HpaTuning.Point point : points) {
            assertTrue(point.result().unservedShare() > 0.01
                    || point.result().costUsd() >= best.result().costUsd());
        }
        final HpaTuning.Point strictest = HpaTuning.best(points, -1);
        assertTrue(points.stream()
                .allMatch(point ->
                        point.result().unservedShare() >= strictest.result().unservedShare()));
        final List<HpaTuning.Point> front = HpaTuning.front(points);
        assertTrue(front.size() > 3
                && front.stream().anyMatch(point -> point.result().equals(best.result())));
        for (int index = 1; index < front.size(); index++) {
            final var cheap = front.get(index - 1).result();
            final var dear = front.get(index).result();
            assertTrue(cheap.costUsd() < dear.costUsd() && cheap.unservedShare() > dear.unservedShare());
        }
    }

    private static int[] desired(final HpaPolicy policy, final double[] need, final Provisioning provisioning) {
        return policy.desired(new Load(need, MINUTE_MS, 0.7), provisioning).nodes();
    }

    /** Twenty minutes; the level changes at minute ten. */
    private static double[] step(final double before, final double after) {
        final double[] need = new double[20];
        Arrays.fill(need, 0, 10, before);
        Arrays.fill(need, 10, 20, after);
        return need;
    }
}
