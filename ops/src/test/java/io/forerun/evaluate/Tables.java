package io.forerun.evaluate;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import java.util.Arrays;
import java.util.List;

/** Series and forecasts made by hand. */
final class Tables {
    static final int BIN_MS = 300_000;

    private Tables() {}

    static BinnedSeries series(final double... values) {
        return new BinnedSeries("s", BIN_MS, 0, values, BinnedSeries.NO_USERS, BinnedSeries.NO_USERS, 1);
    }

    /** A table of one series and one step that states these quantiles and this confidence. */
    static ForecastTable stating(final double confidence, final double... quantiles) {
        final float[] stated = new float[ForecastTable.QUANTILES];
        for (int index = 0; index < stated.length; index++) {
            stated[index] = (float) quantiles[index];
        }
        return ForecastTable.of(
                0,
                new ForecastConfig(BIN_MS, 1, 0.2, 1),
                List.of("total"),
                List.of(new ForecastTable.Curve(
                        new float[] {stated[ForecastTable.MEDIAN]},
                        new float[1],
                        new float[] {(float) confidence},
                        stated,
                        0,
                        0,
                        0,
                        0,
                        new Readiness(1, List.of()))));
    }

    /** A table that states one value at every level. */
    static ForecastTable point(final double value) {
        final double[] quantiles = new double[ForecastTable.QUANTILES];
        Arrays.fill(quantiles, value);
        return stating(0.5, quantiles);
    }

    /** Scores point forecasts, one bin ahead, for the bins from one on. */
    static ScoredBins scored(final BinnedSeries series, final int from, final double... forecasts) {
        final ScoredBins bins = new ScoredBins(series, 1);
        for (int index = 0; index < forecasts.length; index++) {
            bins.add(point(forecasts[index]), 0, from + index);
        }
        return bins;
    }
}
