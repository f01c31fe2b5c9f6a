package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Family;
import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chance-constrained receding-horizon scaling in the manner of OptScaler on a seasonal naive forecast: shows what the planner is
 * worth without the forecaster. Demand at a time is that of one season before times a factor; the factor is a quantile of what
 * the seven days before showed.
 *
 * <p>It minimises node-minutes plus {@code churn} for each node added or taken away. With one node type each node can be judged
 * alone: taking it away now and adding it when it is needed again saves its price until then less one lead time, and costs churn
 * twice. So a node stays if it is needed within lead time, the time to the next plan, and twice the churn.
 */
final class SeasonalMpc implements Policy {
    private static final int DAY = 1_440;
    private static final int EVIDENCE = 7 * DAY;
    private static final int REFRESH = 60;

    private final Pool pool;
    private final Setting setting;
    private final int horizon;
    private double factor = 1;

    /**
     * What is set.
     *
     * @param season minutes
     * @param level of the quantile
     * @param churn node-minutes that one change of one node is worth
     * @param type node type, index in the fleet
     */
    record Setting(int season, double level, double churn, int type) {}

    SeasonalMpc(final Workload workload, final Setting setting) {
        pool = Pool.of(workload, setting.type());
        this.setting = setting;
        final double leadMs = workload.fleet().nodeTypes().get(setting.type()).leadTimeMs();
        horizon = (int) Math.ceil(leadMs / Workload.BUCKET_MS + 2 * setting.churn()) + 1;
    }

    @Override
    public void decide(final Moment moment) {
        if (!moment.fresh()) {
            return;
        }
        if (moment.newest() % REFRESH == 0) {
            factor = factor(moment);
        }
        double need = 0;
        for (int ahead = 1; ahead <= horizon; ahead++) {
            final double before = pool.required(moment, moment.newest() + ahead - setting.season());
            final double now = pool.required(moment, moment.newest());
            need = Math.max(need, Double.isNaN(before) ? Double.isNaN(now) ? 0 : now : before * factor);
        }
        pool.want(moment, pool.clamp(need));
    }

    private double factor(final Moment moment) {
        final double[] ratios = new double[EVIDENCE];
        int count = 0;
        for (int back = 0; back < EVIDENCE; back++) {
            final int bucket = moment.newest() - back;
            final double ratio = moment.requests(bucket) / moment.requests(bucket - setting.season());
            if (Double.isFinite(ratio)) {
                ratios[count++] = ratio;
            }
        }
        Arrays.sort(ratios, 0, count);
        return count == 0 ? 1 : ratios[(int) (setting.level() * (count - 1))];
    }

    /** A day or a week, five levels, and churn that keeps nodes over gaps of none, five or ten minutes. */
    static final class Settings implements Family<Setting> {
        @Override
        public List<Setting> settings(final Workload workload, final int type) {
            final List<Setting> settings = new ArrayList<>();
            for (final int season : new int[] {DAY, 7 * DAY}) {
                for (final double level : new double[] {0.5, 0.7, 0.8, 0.9, 0.95}) {
                    for (final double churn : new double[] {0, 2.5, 5}) {
                        settings.add(new Setting(season, level, churn, type));
                    }
                }
            }
            return settings;
        }

        @Override
        public Policy policy(final Workload workload, final Setting setting) {
            return new SeasonalMpc(workload, setting);
        }

        @Override
        public String text(final Setting setting) {
            return (setting.season() == DAY ? "day" : "week") + ", quantile " + setting.level() + ", churn "
                    + setting.churn() + " node-minutes";
        }
    }
}
