package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Demand of groups that only report what their nodes do. */
class UtilisationDemandTest {
    private static final long START_MS = Feed.START_MS;

    private final Feed feed = new Feed();

    @AfterEach
    void close() {
        feed.close();
    }

    private void report(final int service, final long requests) {
        feed.engine.onUtilisation(
                Math.max(START_MS, feed.engine.nowMs()), 1, new Utilisation(service, 0, 3, requests, 1_500, 2_048, 0));
    }

    @Test
    void shouldForecastDemandThatOnlyNodesReport() {
        feed.hello(1);
        report(1, 500);
        report(1, 600); // The newest of a bucket stands for it.
        final ForecastTable table = feed.tick(0);
        assertEquals(600, table.curve(table.indexOf("1/-")).lastObserved());
        assertEquals(600, table.curve(0).lastObserved());
        assertEquals(1.5 * 60e6 / 600, table.curve(1).cpuUsPerRequest(), 1e-6);
        assertEquals(2_048 * 1_024.0 * 60 / 600, table.curve(1).memoryKibSPerRequest(), 1e-6);
        assertTrue(table.quantile(1, 1, ForecastTable.MEDIAN) > 0);
    }

    @Test
    void shouldTakeABucketWithoutAReportForMissing() {
        feed.hello(1);
        report(1, 500);
        assertEquals(500, feed.tick(0).curve(1).lastObserved());
        assertTrue(Float.isNaN(feed.tick(1).curve(1).lastObserved()));
    }

    @Test
    void shouldBelieveActivityRatherThanReports() {
        feed.hello(1);
        report(1, 500);
        feed.send(1, 1, 4, START_MS);
        assertEquals(4, feed.tick(0).curve(1).lastObserved());
        report(1, 500);
        assertEquals(0, feed.tick(1).curve(1).lastObserved());
    }

    @Test
    void shouldReachTheHash() {
        feed.hello(1);
        report(1, 500);
        final long before = feed.engine.learnedHash();
        report(1, 501);
        assertTrue(before != feed.engine.learnedHash());
    }
}
