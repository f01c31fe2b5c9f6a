package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Family;
import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A percentile of the demand of the recent past with a margin, as horizontal scaling in the manner of Autopilot does. */
final class Percentile implements Policy {
    /** Minutes after which the percentile is taken anew. */
    private static final int REFRESH = 5;

    private final Pool pool;
    private final Setting setting;
    private int nodes;

    /**
     * What is set.
     *
     * @param level 0 to 1
     * @param minutes how far back
     * @param margin added, as a share
     * @param type node type, index in the fleet
     */
    record Setting(double level, int minutes, double margin, int type) {}

    Percentile(final Workload workload, final Setting setting) {
        pool = Pool.of(workload, setting.type());
        this.setting = setting;
    }

    @Override
    public void decide(final Moment moment) {
        if (moment.fresh() && (nodes == 0 || moment.newest() % REFRESH == 0)) {
            nodes = pool.clamp(percentile(moment) * (1 + setting.margin()) * pool.nodesPerRequest());
        }
        pool.want(moment, nodes);
    }

    private double percentile(final Moment moment) {
        final double[] known = new double[setting.minutes()];
        int count = 0;
        for (int bucket = moment.newest() - setting.minutes() + 1; bucket <= moment.newest(); bucket++) {
            final double requests = moment.requests(bucket);
            if (!Double.isNaN(requests)) {
                known[count++] = requests;
            }
        }
        Arrays.sort(known, 0, count);
        return count == 0 ? 0 : known[(int) Math.ceil(setting.level() * count) - 1];
    }

    /** Levels of .9, .95 and .98, an hour or a day back, with the margin of the vertical autoscaler or none. */
    static final class Settings implements Family<Setting> {
        @Override
        public List<Setting> settings(final Workload workload, final int type) {
            final List<Setting> settings = new ArrayList<>();
            for (final double level : new double[] {0.9, 0.95, 0.98}) {
                for (final int minutes : new int[] {60, 1_440}) {
                    settings.add(new Setting(level, minutes, 0, type));
                    settings.add(new Setting(level, minutes, 0.15, type));
                }
            }
            return settings;
        }

        @Override
        public Policy policy(final Workload workload, final Setting setting) {
            return new Percentile(workload, setting);
        }

        @Override
        public String text(final Setting setting) {
            return "P" + Math.round(100 * setting.level()) + " of " + setting.minutes() / 60 + " h, margin "
                    + Math.round(100 * setting.margin()) + " %";
        }
    }
}
