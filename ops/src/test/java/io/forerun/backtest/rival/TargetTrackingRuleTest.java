package io.forerun.backtest.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TargetTrackingRuleTest {
    private static int after(final TargetTrackingRule rule, final int minutes, final double busy, final int all) {
        int wanted = all;
        for (int minute = 0; minute < minutes; minute++) {
            wanted = rule.wanted(busy, all, all);
        }
        return wanted;
    }

    @Test
    void shouldGrowAfterThreeMinutesAboveRoundedUp() {
        final TargetTrackingRule rule = new TargetTrackingRule(0.5);
        assertEquals(10, after(rule, 2, 6.1, 10));
        assertEquals(13, after(rule, 1, 6.1, 10), "10 x .61 / .5 = 12.2");
    }

    @Test
    void shouldShrinkAfterFifteenMinutesBelowNineTenthsWithTheRemovalRoundedDown() {
        final TargetTrackingRule rule = new TargetTrackingRule(0.5);
        assertEquals(10, after(rule, 14, 3.6, 10));
        assertEquals(8, after(rule, 1, 3.6, 10), "10 x .36 / .5 = 7.2, removes 2.8");
        assertEquals(10, after(new TargetTrackingRule(0.5), 100, 4.6, 10), "92 % of the target is not low");
    }

    @Test
    void shouldLeaveWarmingNodesOutOfTheMetricAndNotShrinkWhileTheyWarm() {
        final TargetTrackingRule rule = new TargetTrackingRule(0.5);
        int wanted = 0;
        for (int minute = 0; minute < 3; minute++) {
            wanted = rule.wanted(6, 10, 14);
        }
        assertEquals(14, wanted, "12 are needed, 14 are on their way");
        for (int minute = 0; minute < 20; minute++) {
            wanted = rule.wanted(2, 10, 14);
        }
        assertEquals(14, wanted);
    }

    @Test
    void shouldStartItsAlarmsAnewWhereTheMetricIsMissing() {
        final TargetTrackingRule rule = new TargetTrackingRule(0.5);
        after(rule, 2, 8, 10);
        assertEquals(10, rule.wanted(Double.NaN, 10, 10));
        assertEquals(10, after(rule, 2, 8, 10));
        assertEquals(16, after(rule, 1, 8, 10));
    }
}
