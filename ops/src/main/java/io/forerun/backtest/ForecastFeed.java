package io.forerun.backtest;

import io.forerun.backtest.simulation.Workload;
import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.plan.RequestCost;
import io.forerun.simd.Kernels;
import java.util.BitSet;

/** Feeds a workload to the product's forecaster, bucket after bucket, from its first on. */
final class ForecastFeed {
    private final Workload workload;
    private final DemandForecaster forecaster =
            new DemandForecaster(new ForecastConfig(Workload.BUCKET_MS, 30, 0.2, 1), Kernels.preferred());
    private final BitSet observed = new BitSet();
    private int next;

    ForecastFeed(final Workload workload) {
        this.workload = workload;
    }

    /** Closes buckets up to one, exclusive. */
    void skipTo(final int bucket) {
        while (next < bucket) {
            close();
        }
    }

    /** Closes so many buckets; element i is the forecast that begins with the bucket after the i-th. */
    ForecastTable[] take(final int buckets) {
        final ForecastTable[] tables = new ForecastTable[buckets];
        for (int index = 0; index < buckets; index++) {
            tables[index] = close();
        }
        return tables;
    }

    private ForecastTable close() {
        final double requests = workload.requests()[next];
        final boolean known = !Double.isNaN(requests);
        observed.set(0, known);
        if (known) {
            final RequestCost cost = workload.cost();
            forecaster.add(
                    0,
                    (int) Math.min(requests, Integer.MAX_VALUE / 2),
                    (long) (requests * cost.cpuUs()),
                    requests * cost.memoryKibS(),
                    (long) (requests * cost.gpuUs()));
        }
        return forecaster.close(workload.timeMs(next++) / Workload.BUCKET_MS, observed);
    }
}
