package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final int MINUTE_MS = 60_000;
    private static final int[] HORIZONS = {5, 15, 30};
    private static final int DAYS = 9;
    private static final int STEPS = 30;

    @Test
    void shouldEqualSumsOverTheWholeTrace() {
        final SplittableRandom random = new SplittableRandom(71);
        final double[] actual = new double[DAYS * 1_440];
        for (int bucket = 0; bucket < actual.length; bucket++) {
            actual[bucket] = random.nextInt(500) == 0 ? Double.NaN : 50 + random.nextInt(100);
        }
        final int start = 8 * 1_440;
        final double[][] medians = new double[actual.length][];
        final Scorecard card = card(start);
        for (int bucket = 0; bucket < actual.length; bucket++) {
            card.onActual(endMs(bucket), actual[bucket]);
            medians[bucket] = random.doubles(STEPS, 50, 150).toArray();
            final double[] median = medians[bucket];
            card.onForecast(table(endMs(bucket), step -> median[step - 1], 10));
        }
        for (final HorizonScore score : card.scores()) {
            final int steps = score.minutes();
            double error = 0;
            double demand = 0;
            double weekError = 0;
            double lastError = 0;
            double lastDemand = 0;
            long bins = 0;
            for (int origin = start; origin + steps < actual.length; origin++) {
                final double bin = sum(actual, origin + steps, 5);
                if (Double.isNaN(bin)) {
                    continue;
                }
                bins++;
                final double forecast =
                        Arrays.stream(medians[origin], steps - 5, steps).sum();
                error += Math.abs(bin - forecast);
                demand += bin;
                final double last = sum(actual, origin, 5);
                if (!Double.isNaN(last)) {
                    lastError += Math.abs(bin - last);
                    lastDemand += bin;
                }
                final double week = sum(actual, origin + steps - 7 * 1_440, 5);
                weekError += Double.isNaN(week) ? 0 : Math.abs(bin - week);
            }
            assertEquals(bins, score.bins());
            assertEquals(error / demand, score.wmape(), 2e-6, "medians are floats");
            assertEquals(lastError / lastDemand, score.baselines().last(), 1e-9);
            assertTrue(weekError > 0 && score.baselines().week() > 0);
        }
    }

    @Test
    void shouldBeFaultlessWhereTheForecastIs() {
        final IntToDoubleFunction demand = bucket -> 100 + bucket % 1_440;
        final Scorecard card = card(1_440);
        for (int bucket = 0; bucket < 3 * 1_440; bucket++) {
            final int now = bucket;
            card.onActual(endMs(bucket), demand.applyAsDouble(bucket));
            card.onForecast(table(endMs(bucket), step -> demand.applyAsDouble(now + step), 0));
        }
        for (final HorizonScore score : card.scores()) {
            assertEquals(0, score.wmape());
            assertEquals(0, score.wql());
            assertEquals(0, score.baselines().day());
            assertTrue(Double.isNaN(score.baselines().week()), "no week has passed");
            assertEquals(1, score.coverageRaw().within50());
            assertEquals(0.2, score.confidenceEce(), 1e-6, "always right while .8 was claimed");
            assertEquals(2 * 1_440 - score.minutes(), score.bins());
        }
    }

    @Test
    void shouldFindPoissonForecastsCalibratedThoughRawCoverageIsNot() {
        final SplittableRandom random = new SplittableRandom(72);
        final double mean = 2.5;
        final double[] quantiles = new double[ForecastTable.QUANTILES];
        for (int index = 0; index < quantiles.length; index++) {
            quantiles[index] = poissonQuantile(mean, ForecastTable.level(index));
        }
        final Scorecard card = card(0);
        for (int bucket = 0; bucket < 40_000; bucket++) {
            card.onActual(endMs(bucket), poissonQuantile(mean, random.nextDouble()));
            card.onForecast(quantileTable(endMs(bucket), (step, index) -> quantiles[index]));
        }
        for (final HorizonScore score : card.scores()) {
            assertEquals(0.5, score.coverage().within50(), 0.06);
            assertEquals(0.8, score.coverage().within80(), 0.06);
            assertEquals(0.9, score.coverage().within90(), 0.05);
            assertTrue(score.coverageRaw().within50() > 0.62, "raw counts both ends");
        }
    }

    @Test
    void shouldFindUniformDemandCoveredExactly() {
        final SplittableRandom random = new SplittableRandom(73);
        final Scorecard card = card(0);
        for (int bucket = 0; bucket < 40_000; bucket++) {
            card.onActual(endMs(bucket), random.nextDouble() * 10_000);
            card.onForecast(quantileTable(endMs(bucket), (step, index) -> 10_000 * ForecastTable.level(index)));
        }
        for (final HorizonScore score : card.scores()) {
            assertEquals(0.5, score.coverage().within50(), 0.01);
            assertEquals(0.8, score.coverage().within80(), 0.01);
            assertEquals(0.9, score.coverageRaw().within90(), 0.01);
            // Mean of 2 x pinball over tau of a uniform on (0, 1): tau (1 - tau); demand has mean .5.
            double loss = 0;
            for (int level = 1; level <= 9; level++) {
                loss += level / 10.0 * (1 - level / 10.0) / 9;
            }
            assertEquals(loss / 0.5, score.wql(), 0.005);
            assertEquals(loss / (1 / 3.0), score.wqlRatioSeasonalNaive(), 0.02, "two uniforms differ by a third");
        }
    }

    @Test
    void shouldCompareWithTheDayBeforeOnlyWhereThereIsOne() {
        final SplittableRandom random = new SplittableRandom(74);
        final double[] actual = random.doubles(2 * 1_440 + STEPS + 1, 50, 150).toArray();
        final Scorecard card = card(0);
        for (int bucket = 0; bucket < 2 * 1_440; bucket++) {
            final int now = bucket;
            card.onActual(endMs(bucket), actual[bucket]);
            card.onForecast(table(endMs(bucket), step -> now + step < 1_440 ? 0 : (float) actual[now + step], 0));
        }
        for (final HorizonScore score : card.scores()) {
            assertTrue(score.wql() > 0.4, "the first day's forecasts were all 0");
            assertEquals(0, score.wqlRatioSeasonalNaive(), 1e-6, "the second day's were right");
        }
    }

    @Test
    void shouldSpreadACountOverItsPlaceInTheDistribution() {
        final ForecastTable nothing = quantileTable(endMs(0), (step, index) -> 0);
        assertEquals(0.3, Pit.of(nothing, 0, 1, 0, 0.3), 1e-12, "all probability lies on 0");
        assertEquals(1, Pit.of(nothing, 0, 1, 1, 0.3), 1e-12);
        final ForecastTable uniform = quantileTable(endMs(0), (step, index) -> 20 * ForecastTable.level(index));
        assertEquals(4.5 / 20, Pit.of(uniform, 0, 1, 5, 0), 1e-6);
        assertEquals(5.5 / 20, Pit.of(uniform, 0, 1, 5, 1), 1e-6);
        assertEquals(0, Pit.of(uniform, 0, 1, 0, 0), 1e-6);
        assertEquals(1, Pit.of(uniform, 0, 1, 20, 1), 1e-6, "clamped");
        final ForecastTable steps = quantileTable(endMs(0), (step, index) -> index < 4 ? 1 : 2);
        assertEquals(0.625, Pit.of(steps, 0, 1, 1, 1), 1e-6, "half way between .5 at 1 and .75 at 2");
        assertEquals(0, Pit.of(steps, 0, 1, 1, 0), 1e-6);
    }

    @Test
    void shouldJudgeSingleBucketsWhereTheyAreLongerThanABin() {
        final ForecastConfig config = new ForecastConfig(900_000, 4, 0.2, 8);
        final Scorecard card = new Scorecard(config, 0, HORIZONS, 0, 1);
        assertEquals(
                List.of(15, 30),
                card.scores().stream().map(HorizonScore::minutes).toList());
    }

    @Test
    void shouldRefuseAHoleAndATableOfAnotherTime() {
        final Scorecard card = card(0);
        card.onActual(endMs(0), 1);
        assertThrows(IllegalArgumentException.class, () -> card.onActual(endMs(2), 1));
        assertThrows(IllegalArgumentException.class, () -> card.onForecast(table(endMs(1), step -> 1, 0)));
    }

    private static Scorecard card(final int startBucket) {
        return new Scorecard(new ForecastConfig(MINUTE_MS, STEPS, 0.2, 8), 0, HORIZONS, endMs(startBucket), 7);
    }

    private static long endMs(final int bucket) {
        return 1_700_000_000_000L / MINUTE_MS * MINUTE_MS + (long) bucket * MINUTE_MS;
    }

    private static double sum(final double[] values, final int last, final int count) {
        double sum = 0;
        for (int index = last - count + 1; index <= last; index++) {
            sum += values[index];
        }
        return sum;
    }

    private static int poissonQuantile(final double mean, final double level) {
        int count = 0;
        double term = Math.exp(-mean);
        double sum = term;
        while (sum < level && count < 1_000) {
            count++;
            term *= mean / count;
            sum += term;
        }
        return count;
    }

    private interface Quantiles {
        double of(int step, int index);
    }

    private static ForecastTable table(final long atMs, final IntToDoubleFunction median, final double spread) {
        return quantileTable(
                atMs, (step, index) -> median.applyAsDouble(step) + (index - ForecastTable.MEDIAN) * spread);
    }

    private static ForecastTable quantileTable(final long atMs, final Quantiles values) {
        final float[] quantiles = new float[STEPS * ForecastTable.QUANTILES];
        for (int index = 0; index < quantiles.length; index++) {
            quantiles[index] = (float) values.of(1 + index / ForecastTable.QUANTILES, index % ForecastTable.QUANTILES);
        }
        final float[] confidence = new float[STEPS];
        Arrays.fill(confidence, 0.8f);
        final ForecastTable.Curve curve = new ForecastTable.Curve(
                new float[STEPS], new float[STEPS], confidence, quantiles, 0, 0, 0, 0, new Readiness(1, List.of()));
        return ForecastTable.of(atMs, new ForecastConfig(MINUTE_MS, STEPS, 0.2, 8), List.of("total"), List.of(curve));
    }
}
