package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Pool;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;

/**
 * Predictive scaling as AWS documents it, above target tracking. Load is summed by the hour; every six hours the next 48 are
 * forecast from at most fourteen days, one at least; five minutes before an hour begins the capacity that holds its mean at the
 * target becomes the minimum. It never scales in by itself. The model is not public: here it is the mean of the same hour a day
 * and a week before, of those that are known.
 */
final class AwsPredictive implements Policy {
    private static final int HOUR = 60;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final int AHEAD = 48;
    private static final int REFRESH = 6;
    private static final int BUFFER_MINUTES = 5;

    private final Pool pool;
    private final double perHour;
    private final TargetTracking dynamic;
    private final double[] forecast = new double[AHEAD];
    private int forecastFrom = -1;

    AwsPredictive(final Workload workload, final HpaSetting setting) {
        pool = Pool.of(workload, setting.type());
        perHour = pool.busy(pool.nodesPerRequest()) / setting.target() / HOUR;
        dynamic = new TargetTracking(workload, setting);
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return dynamic.initial(workload, target);
    }

    @Override
    public void decide(final Moment moment) {
        final int minute = moment.newest() + 1;
        final int hour = minute / HOUR;
        if (forecastFrom < 0 || hour >= forecastFrom + REFRESH) {
            forecastFrom = hour;
            for (int ahead = 0; ahead < AHEAD; ahead++) {
                forecast[ahead] = expected(moment, hour + ahead);
            }
        }
        final int upcoming = (minute + BUFFER_MINUTES) / HOUR;
        final double load = Math.max(forecast[hour - forecastFrom], forecast[upcoming - forecastFrom]);
        pool.want(moment, Math.max(dynamic.wish(moment), pool.clamp(load * perHour)));
    }

    private static double expected(final Moment moment, final int hour) {
        double sum = 0;
        int known = 0;
        for (final int back : new int[] {DAY, 2 * DAY, WEEK}) {
            // Two days back stands in for yesterday where that hour has not passed when the forecast is made.
            final double load = back == 2 * DAY && known > 0 ? Double.NaN : sum(moment, hour - back);
            if (!Double.isNaN(load)) {
                sum += load;
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /** Requests of a whole hour; NaN where any minute of it is not known. */
    private static double sum(final Moment moment, final int hour) {
        if (hour < 0 || (hour + 1) * HOUR - 1 > moment.newest()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int minute = hour * HOUR; minute < (hour + 1) * HOUR; minute++) {
            sum += moment.requests(minute);
        }
        return sum;
    }
}
