package io.forerun.backtest.rival;

import io.forerun.backtest.policy.Family;
import io.forerun.backtest.rival.dsp.DspForecast;
import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import java.util.function.ToIntFunction;

/** All ways to scale that the product is compared with. */
public final class Rivals {
    private Rivals() {}

    /** The same nodes for ever. */
    public static Policy staticPeak(final Workload workload, final int type) {
        return new StaticPeak(workload, type);
    }

    /** The autoscaler of Kubernetes. */
    public static Family<HpaSetting> hpa() {
        return new TargetFamily(Hpa::new);
    }

    /** What the autoscaler wants, for somebody who acts on it; to be asked once a step. */
    public static ToIntFunction<Moment> wishes(final Workload workload, final HpaSetting setting) {
        return new Hpa(workload, setting)::wish;
    }

    /** Target tracking of AWS. */
    public static Family<HpaSetting> targetTracking() {
        return new TargetFamily(TargetTracking::new);
    }

    /** Predictive scaling of AWS above its target tracking. */
    public static Family<HpaSetting> awsPredictive() {
        return new TargetFamily(AwsPredictive::new);
    }

    /** Last week's load as a floor under the autoscaler. */
    public static Family<HpaSetting> weeklyOffset() {
        return new TargetFamily(WeeklyOffset::new);
    }

    /** A percentile of the recent past. */
    public static Family<?> percentile() {
        return new Percentile.Settings();
    }

    /**
     * Crane's signal processing under the autoscaler.
     *
     * @param forecast of the same demand; it does not depend on settings, so it is made once
     */
    public static Family<HpaSetting> craneDsp(final DspForecast forecast) {
        return new TargetFamily((workload, setting) -> new CraneDsp(workload, setting, forecast));
    }

    /** A seasonal naive forecast under receding-horizon scaling. */
    public static Family<?> seasonalMpc() {
        return new SeasonalMpc.Settings();
    }
}
