package io.forerun.backtest.rival;

import io.forerun.backtest.policy.TrainingPart;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.RequestCost;
import java.util.ArrayList;
import java.util.List;

/**
 * Setting of an autoscaler.
 *
 * @param targetPct utilisation it steers to, percent
 * @param minNodes nodes at least
 * @param type node type, index in the fleet
 */
public record HpaSetting(int targetPct, int minNodes, int type) {
    private static final int LOWEST_TARGET_PCT = 50;
    private static final int HIGHEST_TARGET_PCT = 90;
    private static final int TARGET_STEP_PCT = 5;
    private static final double[] MINIMUM_SHARES = {0, 0.05, 0.1, 0.25, 0.5, 0.75};

    /** For people. */
    public String text() {
        return "target " + targetPct + " %, min " + minNodes;
    }

    /** The target as a share. */
    public double target() {
        return targetPct / 100.0;
    }

    /**
     * All that are tried with a type: targets of 50 to 90 %, minimums from the fleet's up to three quarters of the peak of the
     * part before the test.
     */
    public static List<HpaSetting> sweep(final Workload workload, final int type) {
        final double peak = RequestCost.whole(TrainingPart.highest(workload) * workload.nodesPerRequest(type));
        final List<HpaSetting> settings = new ArrayList<>();
        for (int pct = LOWEST_TARGET_PCT; pct <= HIGHEST_TARGET_PCT; pct += TARGET_STEP_PCT) {
            int before = -1;
            for (final double share : MINIMUM_SHARES) {
                final int least =
                        Math.max(workload.fleet().limits().minNodes(), (int) Math.min(1e6, Math.round(share * peak)));
                if (least > before) {
                    settings.add(new HpaSetting(pct, least, type));
                    before = least;
                }
            }
        }
        return settings;
    }
}
