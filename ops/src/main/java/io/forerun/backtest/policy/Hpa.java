package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.RequestCost;
import java.util.Arrays;

/**
 * The horizontal pod autoscaler of Kubernetes, by its documented algorithm with default behaviour: sync every 15 s, tolerance
 * .1, scale-up by the larger of double and four more, scale-down to the highest recommendation of 300 s. Nodes on their way
 * count as idle when it scales up, and are left out when it scales down.
 *
 * <p>Its metric is demand over capacity and may pass 100 %, as that of a request rate does; one that saturates would scale
 * up more slowly. The kinder reading of a rival is taken here. It is as old as what every other policy sees.
 */
final class Hpa implements Policy {
    private static final int WINDOW_SYNCS = 300_000 / Moment.STEP_MS;
    private static final double TOLERANCE = 0.1;

    private final Pool pool;
    private final HpaSetting setting;
    private final int[] recommended = new int[WINDOW_SYNCS];
    private boolean started;

    Hpa(final Workload workload, final HpaSetting setting) {
        pool = Pool.of(workload, setting.type());
        this.setting = setting;
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return target == pool.target() ? least() : 0;
    }

    @Override
    public void decide(final Moment moment) {
        pool.want(moment, wish(moment));
    }

    /** What it wants; must be asked once a step. */
    int wish(final Moment moment) {
        final int present = pool.total(moment);
        if (!started) {
            Arrays.fill(recommended, present);
            started = true;
        }
        recommended[(int) (moment.step() % WINDOW_SYNCS)] = recommendation(moment, present);
        int highest = 0;
        for (final int past : recommended) {
            highest = Math.max(highest, past);
        }
        final int upLimit = Math.max(2 * present, present + 4);
        return Math.clamp(Math.min(highest, upLimit), least(), pool.maxNodes());
    }

    private int least() {
        return Math.clamp(setting.minNodes(), pool.minNodes(), pool.maxNodes());
    }

    private int recommendation(final Moment moment, final int all) {
        final double usage = pool.busy(pool.required(moment, moment.newest()));
        final int ready = moment.running(pool.target());
        if (Double.isNaN(usage) || ready == 0 && all > 0) {
            return all;
        }
        if (all == 0) {
            return RequestCost.whole(usage / setting.target());
        }
        final double ratio = usage / (ready * setting.target());
        if (ratio <= 1 || ready == all) {
            return near(ratio) ? all : RequestCost.whole(ready * ratio);
        }
        final double withIdle = usage / (all * setting.target());
        return near(withIdle) || withIdle < 1 ? all : RequestCost.whole(all * withIdle);
    }

    private static boolean near(final double ratio) {
        return Math.abs(ratio - 1) <= TOLERANCE;
    }
}
