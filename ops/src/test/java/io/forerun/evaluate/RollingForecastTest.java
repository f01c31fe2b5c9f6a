package io.forerun.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ZoneOffsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RollingForecastTest {
    private static final int DAY = 288;
    private static final int[] HORIZONS = {5, 15, 30};
    private static final int FROM = 2 * DAY;

    private static double[] demand(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] values = new double[3 * DAY];
        for (int bin = 0; bin < values.length; bin++) {
            values[bin] = Math.rint(100 + 60 * Math.sin(2 * Math.PI * bin / DAY) + random.nextInt(20));
        }
        return values;
    }

    private static List<ScoredBins> run(final double[]... values) {
        final List<BinnedSeries> series = Arrays.stream(values)
                .map(one -> new BinnedSeries(
                        "s" + Arrays.asList(values).indexOf(one),
                        Tables.BIN_MS,
                        0,
                        one,
                        BinnedSeries.NO_USERS,
                        BinnedSeries.NO_USERS,
                        1))
                .toList();
        final Split split = new Split(0, (long) FROM * Tables.BIN_MS, (long) values[0].length * Tables.BIN_MS);
        return new RollingForecast(series, split, HORIZONS, ZoneOffsets.UTC)
                .run(Set.of(), null)
                .get(values.length - 1);
    }

    private static String forecasts(final ScoredBins bins, final int toBin) {
        final StringBuilder text = new StringBuilder();
        for (int row = 0; row < bins.size() && bins.bin(row) < toBin; row++) {
            text.append(bins.bin(row)).append(' ').append(bins.confidence(row));
            for (int index = 0; index < 8; index++) {
                text.append(' ').append(bins.quantile(row, index));
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void shouldScoreEveryBinOfTheTestOnceByHorizon() {
        for (final ScoredBins bins : run(demand(1))) {
            assertEquals(DAY, bins.size());
            for (int row = 0; row < DAY; row++) {
                assertEquals(FROM + row, bins.bin(row));
            }
            assertTrue(Metrics.wmape(bins, bins::median) < 0.1);
        }
    }

    @Test
    void shouldNotLookAhead() {
        final int poisonedFrom = FROM + 100;
        final double[] clean = demand(1);
        final double[] poisoned = clean.clone();
        Arrays.fill(poisoned, poisonedFrom, poisoned.length, 9_999_999);
        final List<ScoredBins> expected = run(clean);
        final List<ScoredBins> actual = run(poisoned);
        for (int horizon = 0; horizon < HORIZONS.length; horizon++) {
            final int unaware = poisonedFrom + expected.get(horizon).step();
            assertEquals(forecasts(expected.get(horizon), unaware), forecasts(actual.get(horizon), unaware));
            assertNotEquals(
                    forecasts(expected.get(horizon), unaware + 1),
                    forecasts(actual.get(horizon), unaware + 1),
                    "and the next forecast knows");
        }
    }

    @Test
    void shouldNeitherFeedNorScoreMissingBins() {
        final double[] holed = demand(1);
        Arrays.fill(holed, FROM + 10, FROM + 20, Double.NaN);
        for (final ScoredBins bins : run(holed)) {
            assertEquals(DAY - 10, bins.size());
            for (int row = 0; row < bins.size(); row++) {
                assertTrue(bins.actual(row) == bins.actual(row));
                assertTrue(bins.quantile(row, 3) > 20, "missing is not zero");
            }
        }
    }

    @Test
    void shouldOpenAGroupAtItsFirstDemand() {
        final double[] late = demand(2);
        Arrays.fill(late, 0, FROM + 50, 0);
        for (final ScoredBins bins : run(demand(1), late)) {
            assertEquals(FROM + 50 + bins.step(), bins.bin(0), "forecast from the end of its first bin on");
        }
    }

    @Test
    void shouldRepeat() {
        for (int horizon = 0; horizon < HORIZONS.length; horizon++) {
            assertEquals(
                    forecasts(run(demand(3)).get(horizon), Integer.MAX_VALUE),
                    forecasts(run(demand(3)).get(horizon), Integer.MAX_VALUE));
        }
    }
}
