package io.forerun.trace.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import io.forerun.state.Digest;
import io.forerun.trace.synthetic.PopulationConfig.FlashCrowd;
import io.forerun.trace.synthetic.PopulationConfig.Region;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticPopulationTest {
    private static final PopulationConfig SMALL =
            PopulationConfig.DEFAULT.withDays(2).withSize(2_000, 20_000);
    private static final String GOLDEN = "f1aff74e870561f2";
    private static final PopulationConfig ONE_ZONE = new PopulationConfig(
            7,
            PopulationConfig.DEFAULT_START_MS,
            14,
            3_000,
            30_000,
            0,
            0,
            List.of(new Region("here", ZoneOffset.UTC, 1)),
            List.of());

    @Test
    void shouldRepeatExactlyFromTheSeed() {
        assertEquals(digestOfRows(SMALL), digestOfRows(SMALL));
        assertNotEquals(digestOfRows(SMALL), digestOfRows(SMALL.withSeed(1)));
        assertEquals(new SyntheticPopulation(SMALL).digest(), new SyntheticPopulation(SMALL).digest());
        assertNotEquals(new SyntheticPopulation(SMALL).digest(), new SyntheticPopulation(SMALL.withSeed(1)).digest());
    }

    /** Journals and reports refer to the demo: who changes rows on purpose raises GENERATOR_VERSION and this figure. */
    @Test
    void shouldGiveTheRowsItAlwaysGave() {
        assertEquals(GOLDEN, Long.toHexString(digestOfRows(SMALL)));
    }

    @Test
    void shouldFillEveryField() {
        final SyntheticPopulation source = new SyntheticPopulation(SMALL);
        final ActivityRow row = new ActivityRow();
        final Set<String> actions = new HashSet<>();
        final Set<String> services = new HashSet<>();
        final Set<String> regions = new HashSet<>();
        long lastMs = SMALL.startMs();
        assertEquals(0, source.progress());
        while (source.next(row)) {
            assertTrue(row.timestampMs >= lastMs && row.timestampMs < SMALL.endMs(), "sorted and within the trace");
            lastMs = row.timestampMs;
            assertTrue(row.cpuUs > 0 && row.memoryKib > 0 && row.bytes > 0, "costs are positive");
            assertTrue(row.durationUs > row.cpuUs + row.gpuUs, "a request lasts longer than it computes");
            assertEquals("recommend".equals(row.action), row.gpuUs > 0);
            assertTrue(row.cpuUs <= 0xFFFF_FFFFL && row.durationUs <= 0xFFFF_FFFFL);
            actions.add(row.action);
            services.add(row.service);
            regions.add(row.region);
            assertTrue(!row.user.isEmpty() && !row.device.isEmpty());
        }
        assertEquals(8, actions.size());
        assertEquals(Set.of("web", "search", "orders"), services);
        assertEquals(Set.of("eu-central", "us-east", "ap-southeast"), regions);
        assertTrue(source.progress() > 0.99);
        assertTrue(source.activeSessions() < 2_000, "sessions " + source.activeSessions());
    }

    @Test
    void shouldFollowDayAndWeek() {
        final double[] byHour = new double[24];
        final double[] byDay = new double[14];
        final double[] series = new double[14 * 24];
        final SyntheticPopulation source = new SyntheticPopulation(ONE_ZONE);
        final ActivityRow row = new ActivityRow();
        double rows = 0;
        while (source.next(row)) {
            final int hour = (int) ((row.timestampMs - ONE_ZONE.startMs()) / 3_600_000);
            byHour[hour % 24]++;
            byDay[hour / 24]++;
            series[hour]++;
            rows++;
        }
        assertEquals(14 * 30_000, rows, 0.05 * 14 * 30_000, "requests as configured");
        assertTrue(byHour[20] > 3 * byHour[4], Arrays.toString(byHour));
        final double weekend = (byDay[5] + byDay[6] + byDay[12] + byDay[13]) / 4;
        final double working = (rows - 4 * weekend) / 10;
        assertEquals(0.72, weekend / working, 0.1, "weekend by working day");
        assertTrue(correlation(series, 24) > 0.8, "day " + correlation(series, 24));
        assertTrue(correlation(series, 168) > 0.9, "week " + correlation(series, 168));
        assertTrue(correlation(series, 11) < 0.1, "eleven hours " + correlation(series, 11));
    }

    @Test
    void shouldFollowTheChain() {
        final double[][] counts = new double[Chain.TYPES][Chain.TYPES];
        final Map<String, Integer> last = new HashMap<>();
        final Map<String, Long> lastMs = new HashMap<>();
        final SyntheticPopulation source = new SyntheticPopulation(ONE_ZONE);
        final ActivityRow row = new ActivityRow();
        while (source.next(row)) {
            final int type =
                    RequestType.valueOf(row.action.toUpperCase(Locale.ROOT)).ordinal();
            final Integer before = last.put(row.user, type);
            final Long beforeMs = lastMs.put(row.user, row.timestampMs);
            // Longer pauses are mostly other sessions.
            if (before != null && row.timestampMs - beforeMs < 120_000) {
                counts[before][type]++;
            }
        }
        // Users are more often where their favourite leads them, so each counts with his visits to the type.
        for (int type = 0; type < Chain.TYPES; type++) {
            final double sum = Arrays.stream(counts[type]).sum();
            for (int next = 0; next < Chain.TYPES; next++) {
                double visits = 0;
                double moves = 0;
                for (int favourite = 0; favourite < Chain.TYPES; favourite++) {
                    final double[] chances = Chain.transitions(type, favourite, 0);
                    final double here = Chain.favouriteShare(favourite)
                            * Chain.expectedVisits(favourite, 0)[type]
                            * (1 - chances[Chain.END]);
                    visits += here;
                    moves += here * chances[next] / (1 - chances[Chain.END]);
                }
                assertEquals(moves / visits, counts[type][next] / sum, 0.04, type + " to " + next);
            }
        }
    }

    @Test
    void shouldBringTheFlashCrowdUnannounced() {
        final FlashCrowd crowd = new FlashCrowd(1_440 + 15 * 60, 10, 45, 2.6);
        final PopulationConfig quiet =
                new PopulationConfig(3, ONE_ZONE.startMs(), 2, 3_000, 60_000, 0, 0, ONE_ZONE.regions(), List.of());
        final PopulationConfig loud =
                new PopulationConfig(3, ONE_ZONE.startMs(), 2, 3_000, 60_000, 0, 0, ONE_ZONE.regions(), List.of(crowd));
        final int[] without = perMinute(quiet);
        final int[] with = perMinute(loud);
        final int start = crowd.startMinute();
        final double plateau = sum(with, start + 15, start + 55) / (double) sum(without, start + 15, start + 55);
        assertTrue(plateau > 2.2 && plateau < 3.3, "plateau " + plateau);
        final double before = sum(with, start - 60, start) / (double) sum(without, start - 60, start);
        assertEquals(1, before, 0.1, "before");
        final double after = sum(with, start + 180, start + 300) / (double) sum(without, start + 180, start + 300);
        assertEquals(1, after, 0.2, "long after");
    }

    @Test
    void shouldGrowAndDrift() {
        final PopulationConfig config = new PopulationConfig(
                5, ONE_ZONE.startMs(), 22, 3_000, 10_000, 0.02, 0.03, ONE_ZONE.regions(), List.of());
        final double[] rows = new double[22];
        final double[] recommended = new double[22];
        final SyntheticPopulation source = new SyntheticPopulation(config);
        final ActivityRow row = new ActivityRow();
        while (source.next(row)) {
            final int day = (int) ((row.timestampMs - config.startMs()) / PopulationConfig.DAY_MS);
            rows[day]++;
            recommended[day] += "recommend".equals(row.action) ? 1 : 0;
        }
        final double ratio = (rows[19] + rows[20] + rows[21]) / (rows[5] + rows[6] + rows[7]);
        assertEquals(StrictMath.pow(1.02, 14), ratio, 0.15, "growth over two weeks");
        assertTrue(recommended[20] / rows[20] > 1.4 * recommended[1] / rows[1], "mix drifts");
    }

    @Test
    void shouldHaveHeavyAndReturningUsersAndPopularObjects() {
        final Map<String, Integer> users = new HashMap<>();
        final Map<String, Integer> objects = new HashMap<>();
        final SyntheticPopulation source = new SyntheticPopulation(ONE_ZONE);
        final ActivityRow row = new ActivityRow();
        int rows = 0;
        while (source.next(row)) {
            users.merge(row.user, 1, Integer::sum);
            if (!row.object.isEmpty()) {
                objects.merge(row.object, 1, Integer::sum);
            }
            rows++;
        }
        final int[] counts =
                users.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        final double heaviest =
                Arrays.stream(counts).skip(counts.length * 99L / 100).sum();
        assertTrue(heaviest > 0.07 * rows && heaviest < 0.25 * rows, "busiest hundredth " + heaviest / rows);
        assertTrue(counts[counts.length / 2] > 10, "the middle user returns: " + counts[counts.length / 2]);
        final int mostPopular =
                objects.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertTrue(mostPopular > 20.0 * rows / objects.size() / 2, "most popular " + mostPopular);
    }

    @Test
    void shouldMarkTrueGapsOnly() {
        final PopulationConfig sparse =
                new PopulationConfig(1, ONE_ZONE.startMs(), 20, 10, 20, 0, 0, ONE_ZONE.regions(), List.of());
        final SyntheticPopulation source = new SyntheticPopulation(sparse);
        final ActivityRow row = new ActivityRow();
        long lastMs = 0;
        int gaps = 0;
        while (source.next(row)) {
            assertEquals(row.timestampMs - lastMs > 3_600_000, row.gapConfirmed);
            gaps += row.gapConfirmed ? 1 : 0;
            lastMs = row.timestampMs;
        }
        assertTrue(gaps > 5, "gaps " + gaps);
    }

    private static int[] perMinute(final PopulationConfig config) {
        final int[] minutes = new int[config.days() * 1_440];
        final SyntheticPopulation source = new SyntheticPopulation(config);
        final ActivityRow row = new ActivityRow();
        while (source.next(row)) {
            minutes[(int) ((row.timestampMs - config.startMs()) / 60_000)]++;
        }
        return minutes;
    }

    private static int sum(final int[] values, final int from, final int to) {
        return Arrays.stream(values, from, to).sum();
    }

    private static double correlation(final double[] series, final int lag) {
        final double mean = Arrays.stream(series).average().orElse(0);
        double product = 0;
        double first = 0;
        double second = 0;
        for (int index = lag; index < series.length; index++) {
            product += (series[index] - mean) * (series[index - lag] - mean);
            first += (series[index] - mean) * (series[index] - mean);
            second += (series[index - lag] - mean) * (series[index - lag] - mean);
        }
        return product / StrictMath.sqrt(first * second);
    }

    private static long digestOfRows(final PopulationConfig config) {
        final SyntheticPopulation source = new SyntheticPopulation(config);
        final ActivityRow row = new ActivityRow();
        final Digest digest = new Digest();
        while (source.next(row)) {
            digest.add(row.timestampMs)
                    .add(row.user)
                    .add(row.action)
                    .add(row.object)
                    .add(row.region);
            digest.add(row.device)
                    .add(row.service)
                    .add(row.cpuUs)
                    .add(row.memoryKib)
                    .add(row.gpuUs);
            digest.add(row.bytes).add(row.durationUs).add(row.gapConfirmed ? 1 : 0);
        }
        return digest.value();
    }
}
