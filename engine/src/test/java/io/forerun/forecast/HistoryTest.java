package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import io.forerun.state.Digest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The rings against a model that keeps every bucket for ever and computes each mean from scratch. */
class HistoryTest {
    /** Quarter hours, so that a week is 672 buckets and months go by fast; one bucket of reach on either side. */
    private static final ForecastConfig CONFIG = new ForecastConfig(900_000, 8, .2, 1);

    private static final int DAY = CONFIG.bucketsPerDay();
    private static final long START = 1_700_000;

    /** Clocks go back by an hour after 20 days and forward after 40, both at half past one. */
    private static final long BACK = START + 20 * DAY + 6;

    private static final long FORWARD = START + 40 * DAY + 6;
    private static final ZoneOffsets MOVED = new ZoneOffsets(
            "moved",
            7_200,
            List.of(new ZoneOffsets.Change(BACK * 900, 3_600), new ZoneOffsets.Change(FORWARD * 900, 7_200)));

    /** Keeps everything. */
    private static final class Naive {
        private final Map<Long, Double> buckets = new HashMap<>();
        private final Map<Long, double[]> days = new HashMap<>();
        private final Map<Long, double[]> weeks = new HashMap<>();
        private final boolean isMoved;

        Naive(final boolean isMoved) {
            this.isMoved = isMoved;
        }

        private long local(final long bucket) {
            return bucket + (isMoved ? bucket >= BACK && bucket < FORWARD ? 4 : 8 : 0);
        }

        /** The last bucket that had this local time, or the one of that number before clocks went over it. */
        private double earlier(final long target, final int season) {
            final long sought = local(target) - season;
            final long then = target - season;
            return buckets.getOrDefault(then + sought - local(then), Double.NaN);
        }

        /** What entered the profiles when {@code newest} closed; a season's mean is [mean, visits]. */
        void enter(final long newest) {
            final long centre = newest - (DAY - 1 - 1 - 8);
            double sum = 0;
            int count = 0;
            for (long bucket = centre - 1; bucket <= centre + 1; bucket++) {
                final double value = buckets.getOrDefault(bucket, Double.NaN);
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            if (count >= 2) {
                mix(days.computeIfAbsent(local(centre) % DAY, slot -> new double[2]), sum / count);
                mix(weeks.computeIfAbsent(local(centre) % (7 * DAY), slot -> new double[2]), sum / count);
            }
        }

        private static void mix(final double[] mean, final double value) {
            mean[1]++;
            final double bounded = mean[1] == 1 ? value : Math.min(value, 8 * mean[0] + 50);
            mean[0] += Math.max(.15, 1 / mean[1]) * (bounded - mean[0]);
        }

        private static double mean(final Map<Long, double[]> season, final long slot) {
            return season.containsKey(slot) ? season.get(slot)[0] : Double.NaN;
        }
    }

    @Test
    void shouldMatchAModelThatKeepsEverything() {
        assertMatches(Histories.of(CONFIG), new Naive(false));
    }

    @Test
    void shouldMatchItWhileClocksAreMoved() {
        final Calendar calendar = new Calendar(CONFIG, MOVED);
        assertMatches(new History(CONFIG, Kernels.scalar(), calendar), new Naive(true));
    }

    private static void assertMatches(final History history, final Naive naive) {
        final SplittableRandom random = new SplittableRandom(2);
        boolean isOutage = false;
        for (long bucket = START; bucket < START + 60 * DAY; bucket++) {
            isOutage = random.nextInt(isOutage ? 30 : 100) == 0 != isOutage;
            final float requests = isOutage ? Float.NaN : random.nextInt(1_000);
            naive.buckets.put(bucket, (double) requests);
            history.append(bucket, requests);
            naive.enter(bucket);
            for (int late = random.nextInt(3); late > 0; late--) {
                final long of = bucket - random.nextInt((int) Math.min(DAY, bucket - START + 1));
                final int extra = random.nextInt(1, 50);
                history.addLate(of, extra);
                final double before = naive.buckets.get(of);
                naive.buckets.put(of, (Double.isNaN(before) ? 0 : before) + extra);
            }
            assertSame(naive, history, bucket);
        }
    }

    private static void assertSame(final Naive naive, final History history, final long newest) {
        final float[] days = new float[8];
        final float[] weeks = new float[8];
        history.usualDays(days, 0, 8);
        history.usualWeeks(weeks, 0, 8);
        for (int step = 1; step <= 8; step++) {
            final long target = newest + step;
            assertEquals(naive.buckets.getOrDefault(target - DAY, Double.NaN), history.at(target - DAY));
            assertEquals(naive.earlier(target, DAY), history.earlier(target, DAY));
            assertEquals(naive.earlier(target, 7 * DAY), history.earlier(target, 7 * DAY));
            assertEquals(days[step - 1], history.usualDay(target));
            assertEquals(weeks[step - 1], history.usualWeek(target));
            assertEquals(Naive.mean(naive.days, naive.local(target) % DAY), days[step - 1], 1e-3);
            assertEquals(Naive.mean(naive.weeks, naive.local(target) % (7 * DAY)), weeks[step - 1], 1e-3);
        }
    }

    @Test
    void shouldForecastTheSameTimeOfAnotherDay() {
        final History history = Histories.of(CONFIG);
        for (long bucket = 0; bucket < 8 * DAY; bucket++) {
            history.append(bucket, bucket);
        }
        final float[] day = new float[8];
        new SeasonalExperts.Naive(DAY).forecast(history, day, 0, 8);
        final float[] week = new float[8];
        new SeasonalExperts.Naive(7 * DAY).forecast(history, week, 0, 8);
        for (int step = 0; step < 8; step++) {
            assertEquals(7 * DAY + step, day[step]);
            assertEquals(DAY + step, week[step]);
        }
    }

    @Test
    void shouldRepeatTheNewestDayWhereStepsReachBeyondIt() {
        final ForecastConfig hourly = new ForecastConfig(3_600_000, 60, .2, 1);
        final History history = Histories.of(hourly);
        for (long bucket = 0; bucket < 24 * 8; bucket++) {
            history.append(bucket, bucket % 24);
        }
        final float[] values = new float[60];
        new SeasonalExperts.Naive(24).forecast(history, values, 0, 60);
        for (int step = 0; step < 60; step++) {
            assertEquals(step % 24, values[step]);
        }
    }

    @Test
    void shouldKeepWhatIsUsualInPlaceWhereAnotherZoneComesIntoForce() {
        final History history = Histories.of(CONFIG);
        for (long bucket = BACK - 30 * DAY; bucket < BACK - DAY; bucket++) {
            history.append(bucket, bucket * 7 % DAY + (bucket % (7 * DAY) < DAY ? 500 : 0));
        }
        final float[] before = usual(history);
        history.move(new Calendar(CONFIG, MOVED));
        assertArrayEquals(before, usual(history));
        // From the change on everything comes an hour later by UTC.
        assertEquals(history.usualDay(BACK - 1), history.usualDay(BACK + 3));
        assertEquals(history.usualWeek(BACK + DAY), history.usualWeek(BACK - 6 * DAY - 4));
    }

    private static float[] usual(final History history) {
        final float[] usual = new float[16];
        history.usualDays(usual, 0, 8);
        history.usualWeeks(usual, 8, 8);
        return usual;
    }

    @Test
    void shouldAbstainUntilASeasonWasSeen() {
        final History history = Histories.of(CONFIG);
        final float[] values = new float[8];
        history.append(0, 5);
        new SeasonalExperts.Usual(false, false, 4).forecast(history, values, 0, 8);
        for (final float value : values) {
            assertTrue(Float.isNaN(value));
        }
        Arrays.fill(values, 0);
        new SeasonalExperts.Naive(7 * DAY).forecast(history, values, 0, 8);
        for (final float value : values) {
            assertTrue(Float.isNaN(value));
        }
    }

    @Test
    void shouldReachOneDayBack() {
        final History history = Histories.of(CONFIG);
        assertFalse(history.reaches(0));
        for (long bucket = START; bucket < START + 200; bucket++) {
            history.append(bucket, 1);
        }
        final long newest = START + 199;
        assertTrue(history.reaches(newest));
        assertTrue(history.reaches(newest - DAY + 1));
        assertFalse(history.reaches(newest - DAY));
        assertFalse(history.reaches(newest + 1));
    }

    @Test
    void shouldChangeDigestWithALateRecord() {
        final long[] digests = new long[2];
        for (int late = 0; late < 2; late++) {
            final History history = Histories.of(CONFIG);
            history.append(START, 1);
            history.addLate(START, late);
            final Digest digest = new Digest();
            history.pass(digest);
            digests[late] = digest.value();
        }
        assertTrue(digests[0] != digests[1]);
    }
}
