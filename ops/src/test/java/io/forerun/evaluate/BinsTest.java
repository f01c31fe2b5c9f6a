package io.forerun.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ZoneOffsets;
import io.forerun.trace.DemandSeries;
import io.forerun.trace.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How files become bins, and bins train and test. */
class BinsTest {
    private static final int MINUTE_MS = 60_000;
    private static final double NONE = Double.NaN;

    private static EvaluationConfig config(final long fromMs, final long toMs, final Interval... masks) {
        return new EvaluationConfig(fromMs, toMs, List.of(masks), 5, List.of(), Set.of(), ZoneOffsets.UTC);
    }

    private static DemandSeries series(final int[] minutes, final int intervalMinutes) {
        return new DemandSeries(
                "s",
                IntStream.of(minutes)
                        .mapToLong(minute -> (long) minute * MINUTE_MS)
                        .toArray(),
                IntStream.of(minutes).mapToDouble(minute -> minute + 1).toArray(),
                (long) intervalMinutes * MINUTE_MS);
    }

    private static double[] bins(final int[] minutes, final int intervalMinutes, final Interval... masks) {
        final long toMs = (minutes[minutes.length - 1] / 5 + 1) * 5L * MINUTE_MS;
        return DemandBins.of(List.of(series(minutes, intervalMinutes)), config(0, toMs, masks))
                .getFirst()
                .series()
                .getFirst()
                .values();
    }

    @Test
    void shouldAddTheMinutesOfABin() {
        assertArrayEquals(new double[] {15, 40}, bins(IntStream.range(0, 10).toArray(), 1));
    }

    @Test
    void shouldTakeABinThatLacksAMinuteForMissing() {
        assertArrayEquals(
                new double[] {15, NONE, 65}, bins(new int[] {0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14}, 1));
    }

    @Test
    void shouldForgiveStampsThatWander() {
        // Points at 4, 9 and 14 wander to 4, 5 and 9: the second bin has two of a length for one.
        assertArrayEquals(new double[] {5, (6 + 10) / 2.0, NONE, 16}, bins(new int[] {4, 5, 9, 15}, 5));
    }

    @Test
    void shouldMissWhateverAMaskTouches() {
        final Interval mask = new Interval(7 * MINUTE_MS, 11 * MINUTE_MS);
        assertArrayEquals(
                new double[] {15, NONE, NONE, 90}, bins(IntStream.range(0, 20).toArray(), 1, mask));
    }

    @Test
    void shouldWidenBinsToTheInterval() {
        final Feed feed = DemandBins.of(
                        List.of(series(new int[] {0, 30, 60, 90}, 30)), config(0, EvaluationConfig.UNSET))
                .getFirst();
        assertArrayEquals(new double[] {1, 31, 61, 91}, feed.series().getFirst().values());
        assertArrayEquals(new int[] {30}, feed.horizonMinutes());
        assertThrows(
                IllegalArgumentException.class,
                () -> DemandBins.of(List.of(series(new int[] {0, 1_440, 2_880}, 1_440)), EvaluationConfig.DEFAULT));
    }

    @Test
    void shouldJudgeOnlyHorizonsOfWholeBins() {
        assertArrayEquals(new int[] {5, 15, 30}, feed(5).horizonMinutes());
        assertArrayEquals(new int[] {5, 15, 30}, feed(1).horizonMinutes());
        assertArrayEquals(new int[] {15, 30}, feed(15).horizonMinutes());
        assertArrayEquals(new int[] {60}, feed(60).horizonMinutes(), "none is whole: one bin");
    }

    private static Feed feed(final int binMinutes) {
        return Feed.of(
                new BinnedSeries(
                        "s", binMinutes * MINUTE_MS, 0, new double[1], BinnedSeries.NO_USERS, BinnedSeries.NO_USERS, 1),
                new Split(0, 0, 1));
    }

    @Test
    void shouldTestTheLastFifth() {
        final int binMs = 5 * MINUTE_MS;
        assertEquals(
                new Split(0, 80L * binMs, 100L * binMs),
                Split.of("t", EvaluationConfig.DEFAULT, binMs, 0, 100L * binMs, 120L * binMs));
        assertEquals(
                new Split(0, 7L * binMs, 120L * binMs),
                Split.of("t", config(6 * binMs + 1, 500L * binMs), binMs, 0, 100L * binMs, 120L * binMs),
                "the begin is the first whole bin, the end where the data end");
    }

    @Test
    void shouldTestOneBinAtLeast() {
        final int binMs = 5 * MINUTE_MS;
        assertEquals(new Split(0, 0, binMs), Split.of("t", EvaluationConfig.DEFAULT, binMs, 0, binMs, binMs));
        assertEquals(
                new Split(0, 2L * binMs, 3L * binMs),
                Split.of("t", EvaluationConfig.DEFAULT, binMs, 0, 3L * binMs, 3L * binMs));
    }

    @Test
    void shouldRefuseATestWithoutBins() {
        final int binMs = 5 * MINUTE_MS;
        for (final EvaluationConfig wrong :
                List.of(config(130L * binMs, EvaluationConfig.UNSET), config(130L * binMs, 140L * binMs))) {
            final IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> Split.of("t", wrong, binMs, 0, 100L * binMs, 120L * binMs));
            assertTrue(
                    refused.getMessage().startsWith("--test-from: value=1970-01-01T10:50:00Z"), refused.getMessage());
        }
    }

    @Test
    void shouldCountSharesInUnitsFineEnough() {
        final Split split = new Split(0, 2L * Tables.BIN_MS, 3L * Tables.BIN_MS);
        final BinnedSeries shares = BinnedSeries.of("s", Tables.BIN_MS, 0, new double[] {0.5, NONE, 1e6}, split);
        assertEquals(100_000, shares.unitsPerValue(), "half becomes 10,000 and up; the test is not looked at");
        assertEquals(50_000, shares.units(0));
        assertEquals(
                1,
                BinnedSeries.of("s", Tables.BIN_MS, 0, new double[] {3, 0, 0.5}, split)
                        .unitsPerValue());
        final BinnedSeries bytes = BinnedSeries.of("s", Tables.BIN_MS, 0, new double[] {4e10, 0, 0}, split);
        assertTrue(bytes.units(0) <= 1e8 && bytes.units(0) > 1e6);
    }

    @Test
    void shouldFindTheSteepestHours() {
        final double[] values = new double[21 * 12];
        Arrays.fill(values, 10);
        Arrays.fill(values, 5 * 12, 6 * 12, 50);
        values[10 * 12] = NONE;
        final BinnedSeries series = Tables.series(values);
        // 20 hours less the one before, less two about the hole: 17 or 18, so two hours; both ends of the hill.
        assertEquals(
                "{60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83}",
                SteepHours.of(series, new Split(0, 3_600_000, 21L * 3_600_000)).toString());
    }
}
