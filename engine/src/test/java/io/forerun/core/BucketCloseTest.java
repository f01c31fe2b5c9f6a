package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ForecastConfig;
import io.forerun.neural.ExpectedDemand;
import io.forerun.neural.PromisedDemand;
import io.forerun.simd.Kernels;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Many groups: no stretch of work touches more than a slice of them, and nothing depends on when slices are done. */
class BucketCloseTest {
    private static final int SERIES = 300;
    private static final int BUCKETS = 40;
    private static final int SERVICES = 293; // Prime: steps go through all of them.
    private static final int RECORDS = 6_000;

    /** Of a tick of all services and the total. */
    private static final int SLICES = (SERVICES + Tick.SLICE) / Tick.SLICE;

    @Test
    void shouldCloseASliceOfTheSeriesAtATime() {
        final DemandForecaster forecaster = new DemandForecaster(ForecastConfig.DEFAULT, Kernels.preferred());
        for (int series = 1; series < SERIES; series++) {
            forecaster.open("s" + series + "/-");
        }
        final BucketClose close = new BucketClose(
                forecaster,
                new PromisedDemand(Kernels.preferred()),
                new ExpectedDemand(Kernels.preferred(), ActivityRun.CAPACITY));
        close.begin(7, 8L * ForecastConfig.DEFAULT.bucketMs(), new BitSet());
        assertEquals(SERIES - 1, open(forecaster), "the total is closed at once");
        close.require(200);
        close.require(200);
        assertEquals(SERIES - 2, open(forecaster));
        int stretches = 0;
        boolean done = false;
        while (!done) {
            final int before = open(forecaster);
            done = close.proceed(Tick.SLICE);
            assertTrue(before - open(forecaster) <= Tick.SLICE);
            stretches++;
        }
        assertEquals((SERIES - 1 + Tick.SLICE - 1) / Tick.SLICE, stretches);
        assertEquals(8L * ForecastConfig.DEFAULT.bucketMs(), forecaster.table().atMs());
        assertEquals(SERIES, forecaster.table().names().size());
    }

    private static int open(final DemandForecaster forecaster) {
        int open = 0;
        for (int series = 0; series < forecaster.closing(); series++) {
            open += forecaster.isOpen(series) ? 1 : 0;
        }
        return open;
    }

    @Test
    void shouldPublishWithTheLastSlice() {
        try (Feed feed = new Feed()) {
            hello(feed);
            send(feed, 0, RECORDS / BUCKETS, 200);
            send(feed, RECORDS / BUCKETS, 200, 200);
            feed.engine.onTick(Feed.START_MS + Feed.BUCKET_MS, true, feed.out);
            for (int slice = 1; slice < SLICES; slice++) {
                assertTrue(feed.engine.isTickOpen());
                assertEquals(0, feed.out.all(Reply.TablePublished.class).size());
                assertEquals(0, feed.out.all(Reply.PlanRequested.class).size());
                feed.engine.proceed(feed.out);
            }
            assertEquals(1, feed.out.all(Reply.TablePublished.class).size());
            assertEquals(1, feed.out.all(Reply.PlanRequested.class).size());
            assertFalse(feed.engine.isTickOpen());
            feed.engine.proceed(feed.out);
            assertEquals(1, feed.out.all(Reply.TablePublished.class).size());
        }
    }

    private static void hello(final Feed feed) {
        feed.hello(1);
        for (int service = 1; service <= SERVICES; service++) {
            feed.engine.onDictionary(1, NameKind.SERVICE, service, "s" + service);
        }
    }

    /** Records from one on: services in turn, users coming back in another one, each fifth record of the bucket before. */
    private static void send(final Feed feed, final int from, final int count, final int batch) {
        for (int first = from; first < from + count; first += batch) {
            final int size = Math.min(batch, from + count - first);
            feed.begin(1, first + 1, size);
            for (int item = 0; item < size; item++) {
                final int record = first + item;
                final long timeMs = Feed.START_MS + (long) record * BUCKETS * Feed.BUCKET_MS / RECORDS;
                final long lateMs = record % 5 == 0 ? Feed.BUCKET_MS : 0;
                feed.put(item, timeMs - lateMs, record * 7 % 900, 1 + record * 13 % SERVICES);
            }
            feed.apply();
        }
    }

    /** Hash after all records in batches of a size, with slices after each batch or only where the next tick needs them. */
    private static long[] run(final int batch, final boolean inSlices) {
        try (Feed feed = new Feed()) {
            hello(feed);
            final int perBucket = RECORDS / BUCKETS;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                for (int from = bucket * perBucket; from < (bucket + 1) * perBucket; from += batch) {
                    send(feed, from, Math.min(batch, (bucket + 1) * perBucket - from), batch);
                    if (inSlices) {
                        feed.engine.proceed(feed.out);
                    }
                }
                feed.engine.onTick(Feed.START_MS + (bucket + 1L) * Feed.BUCKET_MS, false, feed.out);
            }
            return new long[] {feed.engine.learnedHash(), feed.engine.stateHash()};
        }
    }

    @Test
    void shouldComeToTheSameHashWheneverSlicesAreDone() {
        final long[] atOnce = run(256, false);
        for (final int batch : new int[] {1, 7, 256}) {
            assertArrayEquals(atOnce, run(batch, true), "batches of " + batch);
        }
    }
}
