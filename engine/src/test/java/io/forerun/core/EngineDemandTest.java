package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.RegionZones;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.plan.Mode;
import io.forerun.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which bucket a record counts in, what is missing and what is zero, and what is told about it. */
class EngineDemandTest {
    private static final long START_MS = Feed.START_MS;
    private static final long DAY_MS = 86_400_000;

    private final Feed feed = new Feed();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void shouldCountTheOpenBucketPerSeriesAndInTotal() {
        feed.hello(1);
        feed.engine.onDictionary(1, NameKind.SERVICE, 1, "web");
        feed.begin(1, 1, 3)
                .put(0, START_MS, 1, 1)
                .put(1, START_MS, 2, 1)
                .put(2, START_MS, 3, 2)
                .apply();
        final ForecastTable table = feed.tick(0);
        assertEquals(List.of("total", "web/-", "2/-"), table.names());
        assertEquals(3, table.curve(0).lastObserved());
        assertEquals(2, table.curve(1).lastObserved());
        assertEquals(1, table.curve(2).lastObserved());
        assertEquals(START_MS + Feed.BUCKET_MS, table.atMs());
        assertEquals(3, feed.engine.status().groups());
    }

    /** A day of demand from Berlin and what is forecast of its region after the night in which clocks were moved. */
    private static ForecastTable afterClocksWereMoved(final RegionZones atFirst, final RegionZones later) {
        try (Feed berlin = new Feed(Feed.CONFIG.withZones(atFirst))) {
            berlin.hello(1);
            berlin.engine.onDictionary(1, NameKind.REGION, 1, "eu");
            for (int bucket = 0; bucket < 2_000; bucket++) {
                berlin.begin(1, bucket + 1, 1).put(0, START_MS + bucket * 60_000L, 1, 0);
                berlin.run.region[0] = 1;
                berlin.apply();
                if (bucket == 1_000) {
                    berlin.engine.onConfiguration(berlin.engine.config().withZones(later));
                }
                berlin.tick(bucket);
            }
            return berlin.out.last(Reply.TablePublished.class).table();
        }
    }

    @Test
    void shouldForecastARegionInItsOwnZoneFromWhenThatIsInForce() {
        final ZoneOffsets moved =
                new ZoneOffsets("moved", 0, List.of(new ZoneOffsets.Change(START_MS / 1_000 + 1_700 * 60, 3_600)));
        final RegionZones region = new RegionZones(ZoneOffsets.UTC, new TreeMap<>(Map.of("eu", moved)));
        final RegionZones other = new RegionZones(ZoneOffsets.UTC, new TreeMap<>(Map.of("us", moved)));
        final float[] utc = quantiles(afterClocksWereMoved(RegionZones.UTC, RegionZones.UTC), 1);
        final ForecastTable local = afterClocksWereMoved(region, region);
        assertArrayEquals(utc, quantiles(local, 0));
        assertFalse(Arrays.equals(utc, quantiles(local, 1)));
        assertArrayEquals(quantiles(local, 1), quantiles(afterClocksWereMoved(RegionZones.UTC, region), 1));
        assertArrayEquals(utc, quantiles(afterClocksWereMoved(other, other), 1));
    }

    private static float[] quantiles(final ForecastTable table, final int series) {
        return table.curve(series).quantiles();
    }

    @Test
    void shouldWeighRecordsOfASampleByWhatTheyStandFor() {
        feed.engine.onSessionOpen(START_MS, 1, 1, 1, 100, feed.out);
        feed.send(1, 1, 3, START_MS);
        assertEquals(300, feed.observed(0));
        assertEquals(3, feed.engine.status().accepted());
    }

    @Test
    void shouldCountALateRecordForTheSeasonsOnly() {
        feed.hello(1).send(1, 1, 2, START_MS);
        assertEquals(2, feed.observed(0));
        feed.begin(1, 3, 2)
                .put(0, START_MS, 1, 1)
                .put(1, START_MS + Feed.BUCKET_MS, 2, 1)
                .apply();
        assertEquals(1, feed.engine.status().late(), "once, though it counts in two series");
        assertEquals(1, feed.observed(1));
    }

    @Test
    void shouldMoveTimestampsOutOfRangeToTheEndsOfTheRange() {
        assertEquals(hashOfOne(START_MS + 1_000), hashOfOne(START_MS + 600_000), "a second ahead at most");
        assertNotEquals(hashOfOne(START_MS + 1_000), hashOfOne(START_MS + 999));
        assertEquals(hashOfOne(START_MS - DAY_MS), hashOfOne(START_MS - 3 * DAY_MS), "a day behind at most");
        assertNotEquals(hashOfOne(START_MS - DAY_MS), hashOfOne(START_MS - DAY_MS + 1));
    }

    private static long hashOfOne(final long timestampMs) {
        try (Feed one = new Feed()) {
            return one.hello(1).send(1, 1, 1, timestampMs).engine.learnedHash();
        }
    }

    @Test
    void shouldCallABucketZeroWhileItsClientIsConnected() {
        feed.hello(1).send(1, 1, 2, START_MS);
        assertEquals(2, feed.observed(0));
        assertEquals(0, feed.observed(1));
    }

    @Test
    void shouldCallABucketMissingWhileNobodyIsConnected() {
        feed.hello(1).send(1, 1, 2, START_MS);
        assertEquals(2, feed.observed(0));
        feed.engine.onSessionClose(START_MS + Feed.BUCKET_MS, 1);
        assertTrue(Float.isNaN(feed.observed(1)));
        feed.hello(2); // The same identity feeds the same series, before it sent anything.
        assertEquals(0, feed.observed(2));
    }

    @Test
    void shouldCallOnlyTheSeriesOfAbsentClientsMissing() {
        feed.hello(1, 1, START_MS).hello(2, 2, START_MS);
        feed.begin(1, 1, 1).put(0, START_MS, 1, 1).apply();
        feed.begin(2, 1, 1).put(0, START_MS, 2, 2).apply();
        feed.tick(0);
        feed.engine.onSessionClose(feed.engine.nowMs(), 2);
        final ForecastTable table = feed.tick(1);
        assertEquals(0, table.curve(table.indexOf("1/-")).lastObserved());
        assertTrue(Float.isNaN(table.curve(table.indexOf("2/-")).lastObserved()));
    }

    @Test
    void shouldObserveTheTotalWhereNoGroupHasASeries() {
        final ForecastConfig totalOnly = new ForecastConfig(60_000, 30, .2, 1);
        try (Feed one = new Feed(new EngineConfig(1, totalOnly, 10, 10, Mode.FULL, Feed.FLEET))) {
            assertEquals(3, one.hello(1).send(1, 1, 3, START_MS).observed(0));
            assertEquals(3, one.engine.status().ungrouped());
            assertEquals(1, one.engine.status().groups());
        }
    }

    @Test
    void shouldCountUsersBeyondTheLimitInDemandAllTheSame() {
        try (Feed small = new Feed(new EngineConfig(1, ForecastConfig.DEFAULT, 2, 10, Mode.FULL, Feed.FLEET))) {
            assertEquals(5, small.hello(1).send(1, 1, 5, START_MS).observed(0));
            assertEquals(2, small.engine.status().users());
            assertEquals(3, small.engine.status().unprofiled());
            assertEquals(5, small.engine.status().accepted());
        }
    }

    @Test
    void shouldCloseEveryBucketThatATickLeavesBehind() {
        feed.hello(1).send(1, 1, 2, START_MS);
        assertEquals(START_MS + 10L * Feed.BUCKET_MS, feed.tick(9).atMs());
        try (Feed steps = new Feed()) {
            steps.hello(1).send(1, 1, 2, START_MS);
            for (int bucket = 0; bucket < 10; bucket++) {
                steps.tick(bucket);
            }
            assertEquals(steps.engine.learnedHash(), feed.engine.learnedHash());
        }
    }

    @Test
    void shouldSayNothingBeforeTheFirstRecord() {
        feed.engine.onTick(START_MS, true, feed.out);
        assertEquals(List.of(), feed.out.all(Reply.TablePublished.class));
        assertEquals(List.of(), feed.out.all(Reply.PlanRequested.class));
        assertFalse(feed.engine.planOwed());
    }

    @Test
    void shouldOweAPlanUntilItComes() {
        feed.hello(1).send(1, 1, 2, START_MS);
        final long tickMs = START_MS + Feed.BUCKET_MS;
        feed.engine.onTick(tickMs, true, feed.out);
        assertEquals(tickMs, feed.out.last(Reply.PlanRequested.class).input().basedOnMs());
        assertTrue(feed.engine.planOwed());
        feed.engine.onPlan(tickMs, plan(tickMs - 1), feed.out);
        assertTrue(feed.engine.planOwed(), "that was an older one");
        feed.engine.onPlan(tickMs, plan(tickMs), feed.out);
        assertFalse(feed.engine.planOwed());
    }

    private static Plan plan(final long basedOnMs) {
        final Plan.ForTarget pool = new Plan.ForTarget(0, 1, 1, 1, 120_000, 300_000, .9, 10, 12, .5, .1);
        return new Plan(basedOnMs, 0, 0, List.of(pool));
    }

    @Test
    void shouldForecastAUserItKnows() {
        feed.hello(1);
        feed.engine.onDictionary(1, NameKind.ACTION, 3, "search");
        feed.engine.onDictionary(1, NameKind.ACTION, 4, "buy");
        feed.begin(1, 1, 20);
        for (int item = 0; item < 20; item++) {
            feed.put(item, START_MS, 7, 1).run.action[item] = 3 + item % 2;
        }
        feed.apply().engine.queries().user(1, 5, 7, feed.out);
        final Reply.UserAnswer answer = feed.out.last(Reply.UserAnswer.class);
        assertEquals(5, answer.queryId());
        final List<UserForecast.NextAction> next = answer.forecast().nextActions();
        assertEquals("search", next.getFirst().action(), "after the last, which was buy");
        assertEquals(
                1,
                next.stream().mapToDouble(UserForecast.NextAction::probability).sum(),
                1e-12);
        assertTrue(answer.forecast().mean()[0] > 0);
        feed.engine.queries().user(1, 6, 8, feed.out);
        assertNull(feed.out.last(Reply.UserAnswer.class).forecast());
    }

    @Test
    void shouldChangeNothingWhenAsked() {
        feed.hello(1).send(1, 1, 5, START_MS);
        final long before = feed.engine.stateHash();
        feed.engine.queries().user(1, 1, 0, feed.out);
        feed.engine.queries().status(1, 2, feed.out);
        feed.engine.queries().decisions(1, 3, 0, false, feed.out);
        assertEquals(before, feed.engine.stateHash());
        assertEquals(
                feed.engine.status(), feed.out.last(Reply.StatusAnswer.class).status());
    }

    @Test
    void shouldObeyItsOperator() {
        feed.engine.onOperator(START_MS, 1, 9, Engine.Command.SET_MODE, Mode.FLOOR_ONLY, feed.out);
        assertEquals(
                Mode.FLOOR_ONLY,
                feed.out.last(Reply.StatusAnswer.class).status().mode());
        feed.engine.onOperator(START_MS, 1, 9, Engine.Command.PAUSE, Mode.FORECAST_ONLY, feed.out);
        assertTrue(feed.engine.status().paused());
        assertEquals(Mode.FLOOR_ONLY, feed.engine.status().mode(), "only SET_MODE sets the mode");
        feed.engine.onOperator(START_MS, 1, 9, Engine.Command.RESUME, Mode.FORECAST_ONLY, feed.out);
        assertFalse(feed.engine.status().paused());
    }

    @Test
    void shouldRefuseAnotherSeedInMidJournal() {
        feed.engine.onConfiguration(Feed.CONFIG);
        assertThrows(IllegalStateException.class, () -> feed.engine.onConfiguration(Feed.CONFIG.withSecretSeed(43)));
    }
}
