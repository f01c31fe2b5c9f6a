package io.forerun.backtest;

import io.forerun.backtest.simulation.Workload;
import io.forerun.forecast.ForecastTable;
import java.util.Arrays;

/** What was forecast for each bucket of the test five minutes before it ended: for pictures. One thread at a time. */
public final class ForecastBand {
    private static final int AHEAD = 5;
    private static final int LOW = 1;
    private static final int HIGH = 5;

    private final Workload workload;
    private final int reference;
    private final float[] low;
    private final float[] median;
    private final float[] high;

    ForecastBand(final Workload workload) {
        this.workload = workload;
        reference = workload.referenceType();
        low = unknown();
        median = unknown();
        high = unknown();
    }

    private float[] unknown() {
        final float[] values = new float[workload.testTo() - workload.testFrom()];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    void add(final ForecastTable table) {
        if (table == null) {
            return;
        }
        final long at = (table.atMs() - workload.startMs()) / Workload.BUCKET_MS + AHEAD - 1 - workload.testFrom();
        if (at >= 0 && at < low.length) {
            low[(int) at] = nodes(table, LOW);
            median[(int) at] = nodes(table, ForecastTable.MEDIAN);
            high[(int) at] = nodes(table, HIGH);
        }
    }

    private float nodes(final ForecastTable table, final int quantile) {
        return (float) (table.quantile(0, AHEAD, quantile) * workload.nodesPerRequest(reference));
    }

    /** The .1 quantile of each bucket of the test in reference nodes; not copied. */
    public float[] low() {
        return low;
    }

    /** The median. */
    public float[] median() {
        return median;
    }

    /** The .9 quantile. */
    public float[] high() {
        return high;
    }
}
