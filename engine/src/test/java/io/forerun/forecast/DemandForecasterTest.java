package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import io.forerun.state.Digest;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class DemandForecasterTest {
    /** Five-minute buckets: seasons come round fast. */
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 12, .2, 4);

    private static final int DAY = CONFIG.bucketsPerDay();

    private final DemandForecaster forecaster = new DemandForecaster(CONFIG, Kernels.preferred());
    private final BitSet observed = new BitSet();
    private long bucket = 1_000;

    DemandForecasterTest() {
        observed.set(0, 4);
    }

    private ForecastTable close(final int requests) {
        forecaster.add(0, requests, 0, 0, 0);
        return forecaster.close(bucket++, observed);
    }

    private ForecastTable closeUnobserved() {
        return forecaster.close(bucket++, new BitSet());
    }

    private static void assertSound(final ForecastTable table) {
        for (int series = 0; series < table.names().size(); series++) {
            final ForecastTable.Curve curve = table.curve(series);
            for (int step = 1; step <= CONFIG.steps(); step++) {
                assertTrue(curve.mean()[step - 1] >= 0 && Float.isFinite(curve.mean()[step - 1]));
                assertTrue(curve.variance()[step - 1] >= 0 && Float.isFinite(curve.variance()[step - 1]));
                assertTrue(curve.confidence()[step - 1] >= 0 && curve.confidence()[step - 1] <= 1);
                double low = 0;
                for (int index = 0; index < ForecastTable.QUANTILES; index++) {
                    final double quantile = table.quantile(series, step, index);
                    assertTrue(quantile >= low && Double.isFinite(quantile), "step " + step + ": " + quantile);
                    low = quantile;
                }
            }
        }
    }

    @Test
    void shouldForecastNothingWithAMarginWhereNothingWasSeen() {
        assertEquals(List.of(), forecaster.table().names());
        final ForecastTable table = closeUnobserved();
        assertSound(table);
        assertEquals(1_001 * 300_000L, table.atMs());
        assertEquals(List.of("total"), table.names());
        assertEquals(0, table.curve(0).mean()[0]);
        assertTrue(table.quantile(0, 1, ForecastTable.QUANTILES - 1) >= 2);
        assertTrue(Float.isNaN(table.curve(0).lastObserved()));
        assertEquals(0, table.curve(0).readiness().share());
        assertEquals(table, forecaster.table());
    }

    @Test
    void shouldForecastTheLastValueAfterOneBucket() {
        final ForecastTable table = close(50);
        assertSound(table);
        for (int step = 1; step <= CONFIG.steps(); step++) {
            assertEquals(50, table.curve(0).mean()[step - 1], 1e-3);
            assertEquals(50, table.quantile(0, step, ForecastTable.MEDIAN), 1e-3);
            assertTrue(table.quantile(0, step, 1) < 40);
            assertTrue(table.quantile(0, step, 5) > 60);
        }
    }

    @Test
    void shouldStaySoundWhateverComes() {
        final SplittableRandom random = new SplittableRandom(9);
        final List<IntUnaryOperator> demands = List.of(
                at -> 0,
                at -> at == 500 ? Integer.MAX_VALUE : 0,
                at -> at == 700 ? Integer.MAX_VALUE : 10,
                at -> 1_000,
                at -> at % 2 * 1_000_000,
                at -> at < 600 ? Integer.MAX_VALUE : 0,
                at -> random.nextInt(20) == 0 ? 1 : 0,
                at -> at / 288 % 2 == 0 ? 0 : random.nextInt(100_000_000));
        for (final IntUnaryOperator demand : demands) {
            final DemandForecaster fresh = new DemandForecaster(CONFIG, Kernels.preferred());
            for (int at = 0; at < 10 * DAY; at++) {
                fresh.add(0, demand.applyAsInt(at), 0, 0, 0);
                observed.set(0, at % 97 > 10 || at < 300);
                assertSound(fresh.close(at, observed));
            }
        }
    }

    @Test
    void shouldBeSureOfAConstant() {
        ForecastTable table = null;
        for (int at = 0; at < 10 * DAY; at++) {
            table = close(1_000);
        }
        assertEquals(1_000, table.curve(0).mean()[11], 1);
        assertEquals(1_000, table.quantile(0, 12, 0), 20);
        assertEquals(1_000, table.quantile(0, 12, 7), 20);
        assertTrue(table.curve(0).confidence()[11] > .95);
        assertEquals(1, table.curve(0).readiness().share());
    }

    @Test
    void shouldHoldAndNotLearnWhereBucketsAreMissing() {
        ForecastTable table = null;
        for (int at = 0; at < 40; at++) {
            table = close(200);
        }
        final float before = table.curve(0).mean()[0];
        for (int at = 0; at < 40; at++) {
            table = closeUnobserved();
        }
        assertEquals(before, table.curve(0).mean()[0], 1e-3);
        assertTrue(Float.isNaN(table.curve(0).lastObserved()));
    }

    @Test
    void shouldKeepLateRecordsOutOfPresentDemand() {
        final DemandForecaster punctual = new DemandForecaster(CONFIG, Kernels.preferred());
        for (int at = 0; at < 100; at++) {
            close(100);
            punctual.add(0, 100, 0, 0, 0);
            punctual.close(bucket - 1, observed);
            forecaster.addLate(0, bucket - 1 - at / 2, 30);
        }
        for (int step = 0; step < CONFIG.steps(); step++) {
            assertEquals(
                    punctual.table().curve(0).mean()[step],
                    forecaster.table().curve(0).mean()[step]);
        }
        assertEquals(100, forecaster.lateRecords());
        assertNotEquals(digest(punctual), digest(forecaster));
        forecaster.addLate(0, bucket - 1 - 2 * DAY, 30);
        forecaster.addLate(0, bucket, 30);
        assertEquals(102, forecaster.lateRecords());
        forecaster.addLate(forecaster.open("web/eu"), bucket - 1, 30); // counted with the total
        assertEquals(102, forecaster.lateRecords());
    }

    @Test
    void shouldExpectLateRecordsAtTheSameTimeOfTheNextDay() {
        final int steps = CONFIG.steps();
        for (int at = 0; at < DAY; at++) {
            close(100);
        }
        final long due = bucket - DAY + steps - 1;
        forecaster.addLate(0, due, 1_000_000);
        final ForecastTable table = close(100);
        assertTrue(table.curve(0).mean()[steps - 2] > 2 * table.curve(0).mean()[0]);
    }

    @Test
    void shouldRefuseMoreSeriesThanAllowed() {
        assertEquals(1, forecaster.open("a/x"));
        assertEquals(2, forecaster.open("b/x"));
        assertEquals(3, forecaster.open("c/x"));
        assertEquals(-1, forecaster.open("d/x"));
        assertEquals(4, forecaster.size());
        assertEquals(2, forecaster.indexOf("b/x"));
        assertEquals(-1, forecaster.indexOf("d/x"));
        assertThrows(IllegalArgumentException.class, () -> forecaster.open("a/x"));
        final ForecastTable table = close(1);
        assertEquals(List.of("total", "a/x", "b/x", "c/x"), table.names());
        assertEquals(3, table.indexOf("c/x"));
    }

    @Test
    void shouldForecastASeriesFromItsFirstBucket() {
        for (int at = 0; at < 2 * DAY; at++) {
            close(500);
        }
        final int young = forecaster.open("a/x");
        forecaster.add(young, 40, 0, 0, 0);
        ForecastTable table = close(500);
        assertSound(table);
        assertEquals(40, table.quantile(young, 1, ForecastTable.MEDIAN), 2);
        // What was learnt about the spread of the total is where a young series starts: a constant, so it is narrow.
        assertTrue(table.quantile(young, 1, 5) - table.quantile(young, 1, 1) < 10);
        for (int at = 0; at < 30; at++) {
            forecaster.add(young, 80, 0, 0, 0);
            table = close(500);
            assertSound(table);
        }
        assertEquals(80, table.quantile(young, 12, ForecastTable.MEDIAN), 8);
        assertEquals(500, table.quantile(0, 12, ForecastTable.MEDIAN), 10);
    }

    @Test
    void shouldAverageCostsOverRecordsThatCarryThem() {
        assertEquals(0, close(10).curve(0).cpuUsPerRequest());
        forecaster.add(0, 2, 600, 30, 0);
        final ForecastTable.Curve curve = close(10).curve(0);
        assertEquals(300, curve.cpuUsPerRequest(), 1e-9);
        assertEquals(15, curve.memoryKibSPerRequest(), 1e-9);
        assertEquals(0, curve.gpuUsPerRequest());
        // A day later these weigh half as much as the same today.
        for (int at = 1; at < DAY; at++) {
            close(10);
        }
        forecaster.add(0, 2, 1_200, 30, 0);
        assertEquals((300 * .5 + 600 * 1) / 1.5, close(0).curve(0).cpuUsPerRequest(), 1e-6);
    }

    @Test
    void shouldSayWhatIsMissing() {
        Readiness readiness = close(1).curve(0).readiness();
        assertEquals(
                List.of(
                        "25 min more for the present level",
                        "25 h more for the daily season",
                        "169 h more for the weekly season"),
                readiness.missing());
        for (int at = 1; at < 2 * DAY; at++) {
            readiness = close(1).curve(0).readiness();
        }
        assertEquals(List.of("121 h more for the weekly season"), readiness.missing());
        assertEquals((1 + 1 + 2.0 * DAY / (7 * DAY + 6)) / 3, readiness.share(), 1e-9);
    }

    @Test
    void shouldRefuseBucketsOutOfOrder() {
        close(1);
        final String message = assertThrows(
                        IllegalArgumentException.class, () -> forecaster.close(bucket + 1, observed))
                .getMessage();
        assertEquals("close: bucket=1002, allowed=1001", message);
    }

    @Test
    void shouldDigestEqualHistoriesAlikeAndOthersNot() {
        final DemandForecaster twin = new DemandForecaster(CONFIG, Kernels.scalar());
        assertEquals(digest(twin), digest(forecaster));
        for (int at = 0; at < 400; at++) {
            close(at % 7);
            twin.add(0, at % 7, 0, 0, 0);
            twin.close(bucket - 1, observed);
        }
        assertEquals(digest(twin), digest(forecaster));
        forecaster.add(0, 1, 0, 0, 0);
        assertNotEquals(digest(twin), digest(forecaster));
        twin.add(0, 1, 5, 0, 0);
        assertNotEquals(digest(twin), digest(forecaster));
        forecaster.add(0, 0, 5, 0, 0);
        final long before = digest(forecaster);
        forecaster.open("a/x");
        assertNotEquals(before, digest(forecaster));
    }

    @Test
    void shouldNotAllocatePerRecord() {
        final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        forecaster.open("a/x");
        close(1);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int record = 0; record < 10_000; record++) {
                forecaster.add(record & 1, 1, record, record, record);
                forecaster.addLate(1, bucket - 1, 1);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, allocated);
    }

    private static long digest(final DemandForecaster forecaster) {
        final Digest digest = new Digest();
        forecaster.pass(digest);
        return digest.value();
    }
}
