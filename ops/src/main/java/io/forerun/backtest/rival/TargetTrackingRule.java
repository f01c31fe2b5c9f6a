package io.forerun.backtest.rival;

import io.forerun.plan.RequestCost;

/**
 * Target tracking as AWS documents it for EC2 Auto Scaling. Out when the metric lay above the target for three minutes, by as
 * much as brings it back, rounded up; in when it lay below nine tenths of the target for fifteen, the removal rounded down, and
 * not while a node warms up. Warming nodes are left out of the metric and count as capacity. Keeps the alarms; one thread.
 */
final class TargetTrackingRule {
    private static final int MINUTES_ABOVE = 3;
    private static final int MINUTES_BELOW = 15;
    private static final double LOW = 0.9;

    private final double target;
    private int above;
    private int below;

    /** A rule that steers to a utilisation of a node, 0 to 1. */
    TargetTrackingRule(final double target) {
        this.target = target;
    }

    /**
     * Nodes it wants, before minimum and maximum. Called once a minute.
     *
     * @param busy nodes that are busy, NaN where the metric shows nothing
     * @param serving nodes that serve
     * @param all nodes that serve or are on their way
     */
    int wanted(final double busy, final int serving, final int all) {
        if (Double.isNaN(busy) || serving == 0) {
            above = 0;
            below = 0;
            return Math.max(1, all);
        }
        final double ratio = busy / (serving * target);
        above = ratio > 1 ? above + 1 : 0;
        below = ratio < LOW ? below + 1 : 0;
        if (above >= MINUTES_ABOVE) {
            return Math.max(all, RequestCost.whole(serving * ratio));
        }
        if (below >= MINUTES_BELOW && serving == all) {
            return all - (int) (all * (1 - ratio));
        }
        return all;
    }
}
