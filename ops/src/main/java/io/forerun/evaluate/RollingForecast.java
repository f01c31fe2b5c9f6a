package io.forerun.evaluate;

import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.RegionZones;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;
import io.forerun.simd.Kernels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Feeds series to one forecaster, bin after bin, and scores each bin as it closes against the forecasts made before. Series 0
 * is the forecaster's total; the others are opened at their first demand, as live groups are.
 */
final class RollingForecast {
    private static final double TOLERANCE = ForecastConfig.DEFAULT.tolerance();

    private final List<BinnedSeries> series;
    private final Split split;
    private final int[] horizonMinutes;
    private final RegionZones zones;
    private final ForecastConfig config;

    /** Series of equal bins and equal first and last bin, all of them in one zone. */
    RollingForecast(
            final List<BinnedSeries> series, final Split split, final int[] horizonMinutes, final ZoneOffsets zone) {
        this.series = series;
        this.split = split;
        this.horizonMinutes = horizonMinutes;
        zones = RegionZones.all(zone);
        final int binMs = series.getFirst().binMs();
        final int farthest = Arrays.stream(horizonMinutes).max().orElseThrow();
        config = new ForecastConfig(binMs, farthest * 60_000 / binMs, TOLERANCE, series.size());
    }

    /**
     * Runs once over all bins.
     *
     * @param without experts to leave out
     * @param weights hears the experts' weights in series 0 after each bin; null where nobody wants them
     * @return scored bins by series and horizon
     */
    List<List<ScoredBins>> run(final Set<String> without, final WeightsTrace weights) {
        final DemandForecaster forecaster = new DemandForecaster(config, Kernels.preferred(), without, zones);
        final Pass pass = new Pass(forecaster);
        final int bins = series.getFirst().values().length;
        for (int bin = 0; bin < bins; bin++) {
            pass.close(bin);
            if (weights != null) {
                weights.sample(forecaster, series.getFirst().startMs(bin));
            }
        }
        return pass.scored;
    }

    /** One run's state. */
    private final class Pass {
        private final DemandForecaster forecaster;
        private final List<List<ScoredBins>> scored = new ArrayList<>();
        private final int[] opened = new int[series.size()];
        private final BitSet observed = new BitSet();
        private final double[] promised = new double[PromisedDemand.SUMS];
        private final double[] foreseen = new double[TimeConstants.COUNT];
        private final ArrayDeque<ForecastTable> tables = new ArrayDeque<>();
        private final int testFrom;
        private final int testTo;

        Pass(final DemandForecaster forecaster) {
            this.forecaster = forecaster;
            for (int index = 0; index < series.size(); index++) {
                final List<ScoredBins> ofSeries = new ArrayList<>();
                for (final int minutes : horizonMinutes) {
                    ofSeries.add(new ScoredBins(series.get(index), minutes * 60_000 / config.bucketMs()));
                }
                scored.add(ofSeries);
            }
            Arrays.fill(opened, 1, opened.length, -1);
            testFrom = series.getFirst().index(split.testFromMs());
            testTo = series.getFirst().index(split.testToMs());
        }

        void close(final int bin) {
            observed.clear();
            for (int index = 0; index < opened.length; index++) {
                feed(index, bin);
            }
            if (bin >= testFrom && bin < testTo) {
                score(bin);
            }
            tables.addLast(forecaster.close(series.getFirst().firstBin() + bin, observed));
            if (tables.size() > config.steps()) {
                tables.removeFirst();
            }
        }

        private void feed(final int index, final int bin) {
            final BinnedSeries one = series.get(index);
            if (opened[index] < 0 && one.values()[bin] > 0) {
                opened[index] = forecaster.open(one.name());
            }
            if (opened[index] >= 0 && one.values()[bin] == one.values()[bin]) {
                forecaster.add(opened[index], one.units(bin), 0, 0, 0);
                observed.set(opened[index]);
            }
            if (opened[index] >= 0 && one.readPromised(bin, promised)) {
                forecaster.signal(opened[index], promised);
            }
            if (opened[index] >= 0 && one.readForeseen(bin, foreseen)) {
                forecaster.foresee(opened[index], foreseen);
            }
        }

        /** Before the bin is closed, so that no table knows it. */
        private void score(final int bin) {
            final long endMs = series.getFirst().startMs(bin) + config.bucketMs();
            for (final ForecastTable table : tables) {
                final long step = (endMs - table.atMs()) / config.bucketMs();
                for (int index = 0; index < opened.length; index++) {
                    final boolean isForecast =
                            opened[index] >= 0 && opened[index] < table.names().size();
                    if (isForecast && observed.get(opened[index])) {
                        for (final ScoredBins bins : scored.get(index)) {
                            if (bins.step() == step) {
                                bins.add(table, opened[index], bin);
                            }
                        }
                    }
                }
            }
        }
    }
}
