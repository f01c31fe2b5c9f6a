package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** People who come at nine by their own clock, while clocks are moved in Berlin. */
class LocalSeasonTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 2);
    private static final int HOUR = 12;
    private static final int DAY = 24 * HOUR;
    private static final ZoneOffsets BERLIN = CalendarTest.BERLIN;
    private static final long FORWARD = BERLIN.changes().getFirst().atSecond() / 300;
    private static final long BACK = BERLIN.changes().getLast().atSecond() / 300;

    /** Local midnight after a change, which is three hours into its day. */
    private static long dayAfter(final long change) {
        return change + 21 * HOUR;
    }

    /** Forecasts of the bucket at {@code index} of the run, and what came. */
    private record Run(long first, List<ForecastTable> tables, int[] came) {
        /** Mean distance of what was said half an hour before from what came, from a bucket on. */
        double error(final long from, final int count) {
            double sum = 0;
            for (int index = (int) (from - first); index < from - first + count; index++) {
                final ForecastTable table = tables.get(index - CONFIG.steps());
                sum += Math.abs(table.quantile(1, CONFIG.steps(), ForecastTable.MEDIAN) - came[index]);
            }
            return sum / count;
        }
    }

    private static RegionZones zones(final ZoneOffsets zone) {
        return RegionZones.parse(RegionZones.all(ZoneOffsets.UTC).canonical()
                + (zone == ZoneOffsets.UTC ? "" : "zone " + zone.canonical() + '\n')
                + "region " + zone.name() + " eu\n");
    }

    private static Run run(final ZoneOffsets zone, final long first, final long end) {
        final DemandForecaster forecaster = new DemandForecaster(CONFIG, Kernels.preferred(), Set.of(), zones(zone));
        forecaster.open("shop/eu", "eu");
        final Calendar berlin = new Calendar(CONFIG, BERLIN);
        final SplittableRandom random = new SplittableRandom(4);
        final BitSet observed = new BitSet();
        observed.set(0, 2);
        final List<ForecastTable> tables = new ArrayList<>();
        final int[] came = new int[(int) (end - first)];
        for (int index = 0; index < came.length; index++) {
            final long minute = Math.floorMod(berlin.local(first + index), (long) DAY);
            came[index] = Demand.poisson(random, minute >= 9 * HOUR && minute < 10 * HOUR ? 400 : 100);
            forecaster.add(0, came[index], 0, 0, 0);
            forecaster.add(1, came[index], 0, 0, 0);
            tables.add(forecaster.close(first + index, observed));
        }
        return new Run(first, tables, came);
    }

    /** Three weeks are learned; the peak and the hours that an hour's shift would make one are judged, on the day of the change too. */
    private static void assertFollows(final long change) {
        final long first = change - 21 * DAY;
        final long end = dayAfter(change) + DAY;
        final Run local = run(BERLIN, first, end);
        final Run utc = run(ZoneOffsets.UTC, first, end);
        for (final long nine : new long[] {change + 6 * HOUR, dayAfter(change) + 9 * HOUR}) {
            final double followed = local.error(nine - HOUR, 3 * HOUR);
            final double stayed = utc.error(nine - HOUR, 3 * HOUR);
            assertTrue(followed < 30, "local: " + followed);
            assertTrue(stayed > 2 * followed, "UTC: " + stayed + ", local: " + followed);
        }
        // The hour that is missing or comes twice is as any other.
        assertTrue(local.error(change - HOUR, 4 * HOUR) < 30);
        local.tables().forEach(LocalSeasonTest::assertFinite);
    }

    private static void assertFinite(final ForecastTable table) {
        for (int step = 1; step <= CONFIG.steps(); step++) {
            for (int index = 0; index < ForecastTable.QUANTILES; index++) {
                assertTrue(Double.isFinite(table.quantile(1, step, index)));
            }
        }
    }

    @Test
    void shouldForecastNineOClockAfterClocksWentForward() {
        assertFollows(FORWARD);
    }

    @Test
    void shouldForecastNineOClockAfterClocksWentBack() {
        assertFollows(BACK);
    }

    @Test
    void shouldForecastTheTotalInTheZoneOfNoRegion() {
        final Run local = run(BERLIN, FORWARD - 3 * DAY, FORWARD);
        final Run utc = run(ZoneOffsets.UTC, FORWARD - 3 * DAY, FORWARD);
        for (int index = 0; index < local.tables().size(); index++) {
            assertArrayEquals(
                    utc.tables().get(index).curve(0).quantiles(),
                    local.tables().get(index).curve(0).quantiles());
        }
    }

    /** A change to come is known only to forecasts that reach it, or the usual demand at their end. */
    @Test
    void shouldNotKnowOfAChangeBeforeAForecastReachesIt() {
        final ZoneOffsets never = new ZoneOffsets("Europe/Berlin", 3_600, List.of());
        final Run changed = run(BERLIN, FORWARD - 9 * DAY, FORWARD);
        final Run unchanged = run(never, FORWARD - 9 * DAY, FORWARD);
        for (int index = 0; index < changed.came().length - CONFIG.steps() - 1; index++) {
            assertArrayEquals(
                    unchanged.tables().get(index).curve(1).quantiles(),
                    changed.tables().get(index).curve(1).quantiles());
        }
    }

    @Test
    void shouldFollowZonesThatComeIntoForceLater() {
        final DemandForecaster forecaster = new DemandForecaster(CONFIG, Kernels.preferred());
        forecaster.open("shop/eu", "eu");
        final Calendar berlin = new Calendar(CONFIG, BERLIN);
        final BitSet observed = new BitSet();
        observed.set(0, 2);
        ForecastTable table = null;
        for (long bucket = FORWARD - 21 * DAY; bucket < dayAfter(FORWARD) + 9 * HOUR - 1; bucket++) {
            if (bucket == FORWARD - DAY) {
                forecaster.zones(zones(BERLIN));
            }
            forecaster.add(1, Math.floorMod(berlin.local(bucket), (long) DAY) / HOUR == 9 ? 400 : 100, 0, 0, 0);
            table = forecaster.close(bucket, observed);
        }
        for (int step = 2; step <= CONFIG.steps(); step++) {
            assertEquals(400, table.quantile(1, step, ForecastTable.MEDIAN), 60);
        }
    }
}
