package io.forerun.backtest.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The examples of the Kubernetes documentation, "Horizontal Pod Autoscaling" and its walkthrough. */
class HpaRuleTest {
    private static int after(final HpaRule rule, final int syncs, final double busy, final int nodes) {
        int wanted = nodes;
        for (int sync = 0; sync < syncs; sync++) {
            wanted = rule.wanted(sync, busy, nodes, nodes);
        }
        return wanted;
    }

    /** "If the current metric value is 200m, and the desired value is 100m, the number of replicas will be doubled." */
    @Test
    void shouldDoubleAtTwiceItsTarget() {
        assertEquals(6, after(new HpaRule(0.1, 3), 1, 3 * 0.2, 3));
    }

    /** "If the current value is instead 50m, you'll halve the number of replicas", once the default 300 s have passed. */
    @Test
    void shouldHalveAtHalfItsTargetAfterTheStabilisation() {
        assertEquals(8, after(new HpaRule(0.1, 8), 19, 8 * 0.05, 8));
        assertEquals(4, after(new HpaRule(0.1, 8), 20, 8 * 0.05, 8));
    }

    /** "Skips any scaling action if the ratio is sufficiently close to 1.0 (within a tolerance, 0.1 by default)". */
    @Test
    void shouldLeaveATenthAlone() {
        assertEquals(10, after(new HpaRule(0.5, 10), 30, 10 * 0.5 * 1.09, 10));
        assertEquals(10, after(new HpaRule(0.5, 10), 30, 10 * 0.5 * 0.91, 10));
        assertEquals(12, after(new HpaRule(0.5, 10), 1, 10 * 0.5 * 1.11, 10));
    }

    /** The walkthrough's php-apache at 305 % of a CPU, target 50 %: one replica becomes seven, five of them in the first sync. */
    @Test
    void shouldGrowAsInTheWalkthrough() {
        final HpaRule rule = new HpaRule(0.5, 1);
        assertEquals(5, rule.wanted(0, 3.05, 1, 1), "4 pods a sync by default");
        assertEquals(7, rule.wanted(1, 3.05, 5, 5));
    }

    /** "Missing metrics": no metric, no action. */
    @Test
    void shouldHoldWithoutAMetric() {
        assertEquals(4, after(new HpaRule(0.5, 4), 40, Double.NaN, 4));
    }
}
