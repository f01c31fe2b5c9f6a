package io.forerun.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.backtest.HorizonScore;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final double EXACT = 1e-9;

    @Test
    void shouldDivideErrorsByDemand() {
        final ScoredBins bins = Tables.scored(Tables.series(10, 20, 30), 0, 12, 20, 24);
        assertEquals((2 + 0 + 6) / 60.0, Metrics.wmape(bins, bins::median), EXACT);
    }

    @Test
    void shouldJudgeSimpleWaysOnlyWhereTheyExist() {
        final double[] values = new double[2 * 288 + 3];
        Arrays.fill(values, 10);
        values[2 * 288] = 13;
        values[2 * 288 + 1] = Double.NaN;
        values[2 * 288 + 2] = 16;
        final ScoredBins bins = new ScoredBins(Tables.series(values), 1);
        bins.add(Tables.point(10), 0, 2 * 288);
        bins.add(Tables.point(10), 0, 2 * 288 + 2);
        final HorizonScore.Baselines simple = Metrics.baselines(bins);
        assertEquals(3 / 13.0, simple.last(), EXACT, "the second has no bin before it");
        assertEquals(3 / 13.0, simple.mean30(), EXACT);
        assertEquals((3 + 6) / 29.0, simple.day(), EXACT);
        assertTrue(Double.isNaN(simple.week()), "there is no week before");
    }

    @Test
    void shouldAverageTheLastHalfHour() {
        final ScoredBins bins = Tables.scored(Tables.series(1, 2, 3, 4, 5, 6, 10), 6, 0);
        assertEquals(10 - 3.5, 10 * Metrics.baselines(bins).mean30(), EXACT);
    }

    /** All quantiles at x: the losses at .1 to .9 of |y - x| average to |y - x|. */
    @Test
    void shouldWeighAPointByItsAbsoluteError() {
        final ScoredBins bins = Tables.scored(Tables.series(10, 20), 0, 13, 16);
        assertEquals((3 + 4) / 30.0, Metrics.wql(bins), EXACT);
    }

    @Test
    void shouldWeighEachLevelByItsSide() {
        final ScoredBins bins = new ScoredBins(Tables.series(10), 1);
        // Linear between the levels held, so quantile tau = 20 tau here; the errors are 10 - 20 tau.
        bins.add(Tables.stating(0.5, 1, 2, 5, 10, 15, 18, 19, 19.8), 0, 0);
        double expected = 0;
        for (int level = 1; level <= 9; level++) {
            final double tau = level / 10.0;
            final double error = 10 - 20 * tau;
            expected += 2 * (error > 0 ? tau * error : (tau - 1) * error) / 9;
        }
        assertEquals(expected / 10, Metrics.wql(bins), 1e-6);
    }

    @Test
    void shouldScaleByTheNaiveDayOfTheTraining() {
        final double[] values = new double[2 * 288 + 2];
        for (int bin = 0; bin < values.length; bin++) {
            values[bin] = bin < 288 ? 10 : 14;
        }
        final BinnedSeries series = Tables.series(values);
        assertEquals(4, series.naiveError(2 * 288), EXACT);
        assertTrue(Double.isNaN(series.naiveError(288)), "no two bins a day apart");
        final ScoredBins bins = Tables.scored(series, 2 * 288, 12, 14);
        assertEquals(1 / 4.0, Metrics.scaledError(bins, 4), EXACT);
        assertTrue(Double.isNaN(Metrics.scaledError(bins, 0)), "a season without error is no yardstick");
    }

    @Test
    void shouldCoverWhatADrawFromTheForecastFalls() {
        final SplittableRandom random = new SplittableRandom(3);
        final double[] values = random.doubles(20_000)
                .map(share -> Math.rint(1_000 + 1_000 * share))
                .toArray();
        final ScoredBins bins = new ScoredBins(Tables.series(values), 1);
        for (int bin = 0; bin < values.length; bin++) {
            bins.add(Tables.stating(0.5, 1_050, 1_100, 1_250, 1_500, 1_750, 1_900, 1_950, 1_990), 0, bin);
        }
        for (final HorizonScore.Coverage coverage :
                List.of(Metrics.coverage(bins, row -> true), Metrics.coverageRaw(bins))) {
            assertEquals(0.5, coverage.within50(), 0.012);
            assertEquals(0.8, coverage.within80(), 0.012);
            assertEquals(0.9, coverage.within90(), 0.012);
        }
        Metrics.pitHistogram(bins).forEach(share -> assertEquals(0.1, share, 0.012));
    }

    /** The forecast holds that 0 comes with probability .825: .75, and half of what lies between 0 and 1. */
    @Test
    void shouldSpreadACountOverItsProbability() {
        final ScoredBins bins = new ScoredBins(Tables.series(0), 1);
        bins.add(Tables.stating(0.5, 0, 0, 0, 0, 0, 1, 2, 3), 0, 0);
        final HorizonScore.Coverage coverage = Metrics.coverage(bins, row -> true);
        assertEquals(.5 / .825, coverage.within50(), 1e-6);
        assertEquals(.725 / .825, coverage.within80(), 1e-6);
        assertEquals(.775 / .825, coverage.within90(), 1e-6);
        final List<Double> histogram = Metrics.pitHistogram(bins);
        assertEquals(.1 / .825, histogram.getFirst(), 1e-6);
        assertEquals(.025 / .825, histogram.get(8), 1e-6);
        assertEquals(0, histogram.getLast(), 1e-6);
    }

    @Test
    void shouldCoverOnlyTheHoursAskedFor() {
        final BinnedSeries series = Tables.series(1_500, 1_500, 9_000);
        final ScoredBins bins = new ScoredBins(series, 1);
        for (int bin = 0; bin < 3; bin++) {
            bins.add(Tables.stating(0.5, 1_050, 1_100, 1_250, 1_500, 1_750, 1_900, 1_950, 1_990), 0, bin);
        }
        final BitSet steep = new BitSet();
        steep.set(1, 3);
        assertEquals(0.5, Metrics.coverageSteep(bins, steep).within90(), EXACT);
        assertEquals(2 / 3.0, Metrics.coverageRaw(bins).within90(), EXACT);
        assertTrue(Double.isNaN(Metrics.coverageSteep(bins, new BitSet()).within50()));
    }

    @Test
    void shouldHoldStatedConfidenceAgainstWhatCame() {
        final BinnedSeries series = Tables.series(100, 120, 121, 100);
        final ScoredBins bins = new ScoredBins(series, 1);
        final double[] level = new double[8];
        Arrays.fill(level, 100);
        bins.add(Tables.stating(0.75, level), 0, 0);
        bins.add(Tables.stating(0.75, level), 0, 1);
        bins.add(Tables.stating(0.75, level), 0, 2);
        bins.add(Tables.stating(0.25, level), 0, 3);
        final List<HorizonAccuracy.Claims> claims = Metrics.reliability(bins);
        assertEquals(new HorizonAccuracy.Claims(3, 0.75, 2 / 3.0), claims.get(7), "120 is within a fifth, 121 is not");
        assertEquals(new HorizonAccuracy.Claims(1, 0.25, 1), claims.get(2));
        assertEquals((3 * (0.75 - 2 / 3.0) + 0.75) / 4, Metrics.calibrationError(claims), EXACT);
    }

    @Test
    void shouldSayNothingOfNothing() {
        final ScoredBins none = new ScoredBins(Tables.series(1), 1);
        assertTrue(Double.isNaN(Metrics.wmape(none, none::median)));
        assertTrue(Double.isNaN(Metrics.wql(none)));
        assertTrue(Double.isNaN(Metrics.scaledError(none, 1)));
        assertTrue(Double.isNaN(Metrics.coverage(none, row -> true).within50()));
        assertTrue(Double.isNaN(Metrics.calibrationError(Metrics.reliability(none))));
    }
}
