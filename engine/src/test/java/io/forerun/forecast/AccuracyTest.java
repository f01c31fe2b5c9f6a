package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What the promises of the forecaster are worth on demand whose law is known. */
class AccuracyTest {
    /** One-minute buckets make a day 1,440 outcomes; two steps are looked at. */
    private static final ForecastConfig CONFIG = ForecastConfig.DEFAULT;

    private static final int DAY = CONFIG.bucketsPerDay();
    private static final int[] STEPS = {5, 30};

    /** Runs the forecaster and, beside it, each expert on its own. */
    private static final class Race {
        private final DemandForecaster forecaster = new DemandForecaster(CONFIG, Kernels.preferred());
        private final List<Expert> experts = Experts.create(CONFIG, Kernels.preferred(), Set.of()).stream()
                .map(Experts.Named::expert)
                .toList();
        private final History history = Histories.of(CONFIG);
        private final BitSet observed = new BitSet();
        private final SplittableRandom random;
        private final float[][][] said;
        private final double[][] losses = new double[STEPS.length][experts.size() + 1];

        /** Per step and interval of 50, 80 and 90 %: how often demand was inside. */
        private final double[][] inside = new double[STEPS.length][3];

        private final double[][] claimed = new double[STEPS.length][10];
        private final double[][] kept = new double[STEPS.length][10];
        private int scored;

        Race(final long seed) {
            random = new SplittableRandom(seed);
            observed.set(0);
            said = new float[STEPS.length][CONFIG.steps() + 1][];
        }

        Race run(final int buckets, final int scoredFrom, final LongToDoubleFunction rate) {
            final ForecastTable[] tables = new ForecastTable[CONFIG.steps() + 1];
            final float[] values = new float[CONFIG.steps()];
            for (int bucket = 0; bucket < buckets; bucket++) {
                final int actual = Demand.poisson(random, rate.applyAsDouble(bucket));
                if (bucket >= scoredFrom) {
                    score(tables, bucket, actual);
                }
                forecaster.add(0, actual, 0, 0, 0);
                tables[bucket % tables.length] = forecaster.close(bucket, observed);
                history.append(bucket, actual);
                for (final float[][] ring : said) {
                    ring[bucket % tables.length] = new float[experts.size()];
                }
                for (int index = 0; index < experts.size(); index++) {
                    experts.get(index).observe(history, actual);
                    experts.get(index).forecast(history, values, 0, values.length);
                    for (int step = 0; step < STEPS.length; step++) {
                        said[step][bucket % tables.length][index] = values[STEPS[step] - 1];
                    }
                }
            }
            return this;
        }

        private void score(final ForecastTable[] tables, final int bucket, final int actual) {
            scored++;
            for (int index = 0; index < STEPS.length; index++) {
                final int step = STEPS[index];
                final int origin = (bucket - step) % tables.length;
                final ForecastTable table = tables[origin];
                final double median = table.quantile(0, step, ForecastTable.MEDIAN);
                losses[index][0] += Math.abs(actual - median);
                for (int expert = 0; expert < experts.size(); expert++) {
                    final float value = said[index][origin][expert];
                    losses[index][expert + 1] += Math.abs(actual - value);
                }
                for (int interval = 0; interval < 3; interval++) {
                    inside[index][interval] += table.quantile(0, step, 2 - interval) < actual
                                    && actual <= table.quantile(0, step, 4 + interval)
                            ? 1
                            : 0;
                }
                final double claim = table.curve(0).confidence()[step - 1];
                final int bin = (int) Math.min(9, claim * 10);
                claimed[index][bin] += claim;
                kept[index][bin] += Math.abs(actual - median) <= CONFIG.tolerance() * median ? 1 : 0;
            }
        }

        /** Loss over that of the best expert that never abstained. */
        double overBest(final int step) {
            double best = Double.POSITIVE_INFINITY;
            for (int index = 1; index < losses[step].length; index++) {
                best = losses[step][index] < best ? losses[step][index] : best;
            }
            return losses[step][0] / best;
        }

        double calibrationError(final int step) {
            double sum = 0;
            for (int bin = 0; bin < 10; bin++) {
                sum += Math.abs(claimed[step][bin] - kept[step][bin]) / scored;
            }
            return sum;
        }
    }

    @Test
    void shouldNotBeFarBehindTheBestExpertOnSteadyDemand() {
        final Race race = new Race(4).run(5 * DAY, DAY, bucket -> 40);
        for (int step = 0; step < STEPS.length; step++) {
            assertTrue(race.overBest(step) < 1.02, "over the best: " + race.overBest(step));
        }
    }

    @Test
    void shouldNotBeFarBehindTheBestExpertOnSeasonalDemand() {
        final Race race = new Race(5).run(12 * DAY, 9 * DAY, bucket -> Demand.seasonalRate(CONFIG, bucket, 100));
        for (int step = 0; step < STEPS.length; step++) {
            assertTrue(race.overBest(step) < 1.02, "over the best: " + race.overBest(step));
        }
    }

    @Test
    void shouldNotBeFarBehindTheBestExpertWhenTheRegimeSwitches() {
        // A week by the clock, then three days of a level that jumps every two hours, which makes the seasons
        // worthless.
        final SplittableRandom jumps = new SplittableRandom(6);
        final double[] levels = jumps.doubles(12 * 10, 20, 200).toArray();
        final Race race = new Race(6)
                .run(
                        10 * DAY,
                        7 * DAY,
                        bucket -> bucket < 7 * DAY
                                ? Demand.seasonalRate(CONFIG, bucket, 100)
                                : levels[(int) (bucket / (DAY / 12))]);
        for (int step = 0; step < STEPS.length; step++) {
            assertTrue(race.overBest(step) < 1.05, "over the best: " + race.overBest(step));
        }
    }

    @Test
    void shouldCoverWhatItsQuantilesSayAfterTwoDays() {
        final Race race = new Race(7).run(6 * DAY, 2 * DAY, bucket -> Demand.seasonalRate(CONFIG, bucket, 150));
        for (int step = 0; step < STEPS.length; step++) {
            assertEquals(.5, race.inside[step][0] / race.scored, .025);
            assertEquals(.8, race.inside[step][1] / race.scored, .025);
            assertEquals(.9, race.inside[step][2] / race.scored, .025);
        }
    }

    @Test
    void shouldClaimTheConfidenceItKeeps() {
        final Race race = new Race(8).run(6 * DAY, 2 * DAY, bucket -> Demand.seasonalRate(CONFIG, bucket, 60));
        for (int step = 0; step < STEPS.length; step++) {
            assertTrue(race.calibrationError(step) < .04, "ECE: " + race.calibrationError(step));
        }
    }

    @Test
    void shouldKeepItsUpperQuantilesThroughQuietNights() {
        // Nothing at all for fourteen hours a day: the zeros must not narrow the day's quantiles.
        final Race race = new Race(10).run(7 * DAY, 3 * DAY, bucket -> isOpen(bucket) ? 6 : 0);
        final double openShare = 10 / 24.0;
        for (int step = 0; step < STEPS.length; step++) {
            // At night 0 is never above the lower border, so only the day counts.
            final double insideByDay = race.inside[step][2] / race.scored / openShare;
            assertTrue(insideByDay > .83, "inside by day: " + insideByDay);
        }
    }

    private static boolean isOpen(final long bucket) {
        return bucket % DAY >= 8 * 60 && bucket % DAY < 18 * 60;
    }
}
