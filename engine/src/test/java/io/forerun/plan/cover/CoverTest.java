package io.forerun.plan.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Buckets of five minutes; a request held for one costs a dollar, a node serves ten. */
class CoverTest {
    private static final int BUCKET_MS = 300_000;
    private static final int DAY = 288;
    private static final int STEPS = 3;
    private static final ForecastConfig CONFIG = new ForecastConfig(BUCKET_MS, STEPS, 0.2, 1);

    private static Terms terms(final double penaltyUsd) {
        return new Terms(1, penaltyUsd, 10, 10, 2, 1, 2);
    }

    /** The table of a bucket's begin: medians and .99 quantiles by step, and what came in the bucket before. */
    private static ForecastTable table(
            final long bucket, final double observed, final double[] medians, final double[] highs) {
        final float[] quantiles = new float[STEPS * ForecastTable.QUANTILES];
        for (int step = 0; step < STEPS; step++) {
            final int from = step * ForecastTable.QUANTILES;
            Arrays.fill(quantiles, from, from + ForecastTable.QUANTILES, (float) medians[step]);
            quantiles[from + ForecastTable.QUANTILES - 1] = (float) highs[step];
        }
        final float[] none = new float[STEPS];
        final ForecastTable.Curve curve = new ForecastTable.Curve(
                none, none, none, quantiles, (float) observed, 0, 0, 0, new Readiness(1, List.of()));
        return ForecastTable.of(bucket * BUCKET_MS, CONFIG, List.of("total"), List.of(curve));
    }

    private static double[] all(final double value) {
        final double[] values = new double[STEPS];
        Arrays.fill(values, value);
        return values;
    }

    /** Runs on demand that a flat forecast knows nothing of. */
    private static Holding run(final double penaltyUsd, final double[] demand, final double median, final double high) {
        final Cover cover = new Cover(BUCKET_MS);
        for (int bucket = 0; bucket < demand.length; bucket++) {
            cover.next(table(bucket + 1, demand[bucket], all(median), all(high)), terms(penaltyUsd), 0);
        }
        return cover.holding();
    }

    @Test
    void shouldFollowTheRuleThatIsCheapestByItsDefinition() {
        final SplittableRandom random = new SplittableRandom(17);
        final int buckets = 2 * DAY;
        final List<CoverRule> rules = CoverRule.ALL;
        final Terms terms = terms(4);
        final double keep = StrictMath.pow(0.5, 1.0 / (14 * DAY));
        final double[] usd = new double[rules.size()];
        final double[][] wishes = new double[rules.size()][buckets + 1];
        final double[] demand = new double[buckets];
        final Cover cover = new Cover(BUCKET_MS);
        double[] usuals = new double[CoverRule.USUALS.length];
        for (int bucket = 0; bucket < buckets; bucket++) {
            demand[bucket] = Math.rint(30 + 20 * random.nextGaussian() * (random.nextInt(20) == 0 ? 3 : 1));
            demand[bucket] = Math.max(0, demand[bucket]);
            final double[] medians = random.doubles(STEPS, 20, 40).toArray();
            final double[] highs =
                    Arrays.stream(medians).map(m -> (float) m + 30).toArray();
            for (int rule = 0; rule < rules.size() && bucket >= 4; rule++) {
                final double now = Math.max(wishes[rule][bucket], wishes[rule][bucket - 1]);
                final double before = Math.max(wishes[rule][bucket - 1], wishes[rule][bucket - 2]);
                usd[rule] = usd[rule] * keep + now + 4 * Math.max(0, demand[bucket] - Math.min(now, before));
            }
            if ((bucket + 1) % 12 == 0) {
                usuals = usuals(Arrays.copyOf(demand, bucket + 1));
            }
            for (int rule = 0; rule < rules.size(); rule++) {
                final CoverRule each = rules.get(rule);
                double level = Math.max(each.lift() * demand[bucket], usuals[rule % usuals.length]);
                for (int step = 0; step < 2; step++) {
                    final double median = (float) medians[step];
                    level = Math.max(level, median + each.spread() * ((float) highs[step] - median));
                }
                wishes[rule][bucket + 1] = Math.max(10, 10 * Math.ceil(level / 10 - 1e-9));
            }
            final Holding holding = cover.next(table(bucket + 1, demand[bucket], medians, highs), terms, 0);
            if (holding.known()) {
                int best = 0;
                for (int rule = 1; rule < usd.length; rule++) {
                    best = usd[rule] < usd[best] ? rule : best;
                }
                assertEquals(rules.get(best), holding.rule(), "bucket " + bucket);
                assertEquals(usuals[best % usuals.length], holding.usual(), 0);
            }
        }
        assertTrue(cover.holding().known());
    }

    private static double[] usuals(final double[] demand) {
        Arrays.sort(demand);
        return Arrays.stream(CoverRule.USUALS)
                .map(level -> level == 0 ? 0 : demand[(int) ((demand.length - 1) * level)])
                .toArray();
    }

    @Test
    void shouldHoldTheMedianWhereItIsRight() {
        final double[] demand = new double[2 * DAY];
        Arrays.fill(demand, 50);
        final Holding holding = run(20, demand, 50, 80);
        assertEquals(new CoverRule(0, 0, 0), holding.rule());
        assertEquals(50, holding.level(table(1, 50, all(50), all(80)), 0, 1));
    }

    @Test
    void shouldHoldWhatIsUsualAgainstBurstsOnlyWhereShortfallIsDear() {
        final double[] demand = new double[3 * DAY];
        Arrays.fill(demand, 50);
        for (int bucket = 7; bucket < demand.length; bucket += 13) {
            demand[bucket] = 100; // Too short for a lift to help in time.
        }
        assertEquals(0, run(5, demand, 50, 52).floor(), "one bucket in 13 at 5 is not worth 13 at 1");
        assertEquals(100, run(50, demand, 50, 52).floor());
    }

    @Test
    void shouldLiftThePresentInACrowdThatNoForecastKnows() {
        final double[] demand = new double[4 * DAY];
        Arrays.fill(demand, 50);
        for (int crowd = 200; crowd < demand.length; crowd += 270) {
            for (int bucket = 0; bucket < 8; bucket++) {
                demand[crowd + bucket] = 50 * StrictMath.pow(1.4, bucket);
            }
        }
        assertTrue(run(40, demand, 50, 52).rule().lift() > 1);
    }

    @Test
    void shouldKnowNothingBeforeADayOfEvidence() {
        final double[] demand = new double[DAY];
        assertFalse(run(5, demand, 10, 10).known());
        final double[] missing = new double[3 * DAY];
        Arrays.fill(missing, Double.NaN);
        assertFalse(run(5, missing, 10, 10).known());
    }

    @Test
    void shouldJudgeOnlyWhatAShadowLeaves() {
        final double[] demand = new double[2 * DAY];
        Arrays.fill(demand, 100);
        final Cover cover = new Cover(BUCKET_MS);
        for (int bucket = 0; bucket < demand.length; bucket++) {
            cover.next(table(bucket + 1, 100, all(20), all(30)), terms(50), 100);
        }
        assertEquals(new CoverRule(0, 0, 0), cover.holding().rule(), "somebody else serves it all");
    }
}
