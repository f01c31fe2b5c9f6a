package io.forerun.backtest.rival;

import io.forerun.plan.RequestCost;
import java.util.Arrays;

/**
 * The horizontal pod autoscaler of Kubernetes, by its documented algorithm with default behaviour: asked every 15 s, tolerance
 * .1, scale-up by the larger of double and four more, scale-down to the highest recommendation of 300 s. Nodes on their way
 * count as idle when it scales up, and are left out when it scales down.
 *
 * <p>Its metric is demand over capacity and may pass 100 %, as that of a request rate does; one that saturates would scale
 * up more slowly. The kinder reading of a rival is taken here. Keeps the window; one thread.
 */
public final class HpaRule {
    /** How often it is asked. */
    public static final int SYNC_MS = 15_000;

    private static final int WINDOW_SYNCS = 300_000 / SYNC_MS;
    private static final double TOLERANCE = 0.1;

    private final double target;
    private final int[] recommended = new int[WINDOW_SYNCS];

    /**
     * A rule whose window holds what is there at the begin.
     *
     * @param target utilisation of a node that it steers to, 0 to 1
     * @param initialNodes nodes at the begin
     */
    public HpaRule(final double target, final int initialNodes) {
        this.target = target;
        Arrays.fill(recommended, initialNodes);
    }

    /**
     * Nodes it wants, before minimum and maximum.
     *
     * @param sync number of the call, rising by one
     * @param busy nodes that are busy, NaN where the metric shows nothing
     * @param serving nodes that serve
     * @param all nodes that serve or are on their way
     */
    public int wanted(final long sync, final double busy, final int serving, final int all) {
        recommended[(int) (sync % WINDOW_SYNCS)] = recommendation(busy, serving, all);
        int highest = 0;
        for (final int past : recommended) {
            highest = Math.max(highest, past);
        }
        return Math.min(highest, Math.max(2 * all, all + 4));
    }

    private int recommendation(final double busy, final int serving, final int all) {
        if (Double.isNaN(busy) || serving == 0 && all > 0) {
            return all;
        }
        if (all == 0) {
            return RequestCost.whole(busy / target);
        }
        final double ratio = busy / (serving * target);
        if (ratio <= 1 || serving == all) {
            return near(ratio) ? all : RequestCost.whole(serving * ratio);
        }
        final double withIdle = busy / (all * target);
        return near(withIdle) || withIdle < 1 ? all : RequestCost.whole(all * withIdle);
    }

    private static boolean near(final double ratio) {
        return Math.abs(ratio - 1) <= TOLERANCE;
    }
}
