package io.forerun.backtest;

import io.forerun.backtest.simulation.Workload;
import io.forerun.forecast.ForecastTable;
import java.util.List;

/** A forecast that is right: every quantile of every step is the demand that comes, 0 where that is not known. */
final class Foresight {
    private static final int TOTAL = 0;

    private Foresight() {}

    /** Made when the given one was. */
    static ForecastTable of(final Workload workload, final ForecastTable forecast) {
        final int steps = forecast.config().steps();
        final int next = (int) ((forecast.atMs() - workload.startMs()) / Workload.BUCKET_MS);
        final float[] mean = new float[steps];
        final float[] sure = new float[steps];
        final float[] quantiles = new float[steps * ForecastTable.QUANTILES];
        for (int step = 0; step < steps; step++) {
            final double comes = workload.requests()[Math.min(workload.buckets() - 1, next + step)];
            mean[step] = Double.isNaN(comes) ? 0 : (float) comes;
            sure[step] = 1;
            for (int index = 0; index < ForecastTable.QUANTILES; index++) {
                quantiles[step * ForecastTable.QUANTILES + index] = mean[step];
            }
        }
        final ForecastTable.Curve made = forecast.curve(TOTAL);
        return ForecastTable.of(
                forecast.atMs(),
                forecast.config(),
                List.of("total"),
                List.of(new ForecastTable.Curve(
                        mean,
                        new float[steps],
                        sure,
                        quantiles,
                        made.lastObserved(),
                        made.cpuUsPerRequest(),
                        made.memoryKibSPerRequest(),
                        made.gpuUsPerRequest(),
                        made.readiness())));
    }
}
