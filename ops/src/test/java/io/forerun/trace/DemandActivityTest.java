package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemandActivityTest {
    private static final String HEADER = "timestamp_ms,series,value\n";
    private static final long START_MS = 1_500_000_000_000L;

    @Test
    void shouldSpreadABucketEvenlyOverItsInterval() throws TraceException {
        final List<ActivityRow> rows = Traces.rows(HEADER + line(0, "web", "4") + line(300_000, "web", "1"));
        assertEquals(
                List.of(37_500L, 112_500L, 187_500L, 262_500L, 450_000L),
                rows.stream().map(row -> row.timestampMs - START_MS).toList());
        final ActivityRow row = rows.getFirst();
        assertEquals(
                List.of("series:web", "demand", "web", "", ""),
                List.of(row.user, row.action, row.service, row.object, row.region));
    }

    @Test
    void shouldTakeAMinuteWhereNothingTellsTheInterval() throws TraceException {
        assertEquals(
                List.of(15_000L, 45_000L),
                Traces.rows(HEADER + line(0, "web", "2")).stream()
                        .map(row -> row.timestampMs - START_MS)
                        .toList());
    }

    @Test
    void shouldMergeSeriesByTime() throws TraceException {
        final SplittableRandom random = new SplittableRandom(1);
        final StringBuilder text = new StringBuilder(HEADER);
        for (final String series : List.of("a", "b", "c")) {
            for (int bucket = 0; bucket < 50; bucket++) {
                text.append(line(bucket * 60_000L, series, Integer.toString(random.nextInt(30))));
            }
        }
        long lastMs = 0;
        for (final ActivityRow row : Traces.rows(text.toString())) {
            assertTrue(row.timestampMs >= lastMs);
            lastMs = row.timestampMs;
        }
    }

    @Test
    void shouldLetOneRowStandForManyWhereValuesAreLarge() throws TraceException {
        assertEquals(1, weight("200"));
        assertEquals(2, weight("201"));
        assertEquals(5, weight("1000"));
        assertEquals(10_000, weight("2000000"));
        assertEquals(10_000, weight("863964000"));
        assertEquals(1, weight("0"));
        assertEquals(200, Traces.rows(HEADER + line(0, "a", "2000000")).size());
    }

    @Test
    void shouldCarryRoundingSoThatTotalsStay() throws TraceException {
        final SplittableRandom random = new SplittableRandom(2);
        final StringBuilder text = new StringBuilder(HEADER).append(line(0, "big", "1000"));
        double total = 0;
        for (int bucket = 0; bucket < 1_000; bucket++) {
            final double value = random.nextInt(10) / 4.0;
            total += value;
            text.append(line(bucket * 60_000L, "small", Double.toString(value)));
        }
        final long rows = Traces.rows(text.toString()).stream()
                .filter(row -> "small".equals(row.service))
                .count();
        assertEquals(total / 5, rows, 0.5);
    }

    @Test
    void shouldNotFillWhatIsMissing() throws TraceException {
        final List<ActivityRow> rows =
                Traces.rows(HEADER + line(0, "a", "1") + line(60_000, "a", "1") + line(6_000_000, "a", "1"));
        assertEquals(
                List.of(30_000L, 90_000L, 6_030_000L),
                rows.stream().map(row -> row.timestampMs - START_MS).toList());
    }

    @Test
    void shouldReadSeriesWithTheirMostFrequentInterval(@TempDir final Path directory) throws Exception {
        final Path file = Files.writeString(
                directory.resolve("d.csv"),
                HEADER
                        + line(600_000, "a", "3.5")
                        + line(0, "a", "1")
                        + line(300_000, "a", "2e0")
                        + line(604_000, "a", "0")
                        + line(0, "b", "7"));
        final List<DemandSeries> series = TraceFiles.demand(file);
        assertEquals(List.of("a", "b"), series.stream().map(DemandSeries::name).toList());
        assertEquals(300_000, series.get(0).intervalMs());
        assertEquals(60_000, series.get(1).intervalMs());
        assertArrayEquals(new double[] {1, 2, 3.5, 0}, series.get(0).values());
        assertArrayEquals(
                new long[] {START_MS, START_MS + 300_000, START_MS + 600_000, START_MS + 604_000},
                series.get(0).timestampsMs());
        assertEquals(4, series.get(0).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "NaN", "Infinity", "1e999", "1d", "0x1p3", "1,5", "abc", "--1", " 1"})
    void shouldRefuseValuesThatAreNotFiniteNumbersFromZero(final String value) {
        final String written = value.contains(",") ? '"' + value + '"' : value;
        assertEquals(
                "t.csv:3: value: value=\"" + value + "\", allowed=a finite number from 0",
                Traces.failure(HEADER + line(0, "a", "1") + line(60_000, "a", written)));
    }

    @Test
    void shouldRefuseValuesThatCannotBeRequests() {
        assertEquals(
                "t.csv: series \"a\": value=5.0E9 is too large for requests, allowed=0 to 4294967295",
                Traces.failure(HEADER + line(0, "a", "5e9")));
    }

    @Test
    void shouldRefuseBadTimesAndEmptyNames() {
        assertTrue(Traces.failure(HEADER + "12,a,1\n").startsWith("t.csv:2: timestamp_ms: value=\"12\""));
        assertTrue(Traces.failure(HEADER + line(0, "", "1")).startsWith("t.csv:2: series: value=\"\""));
    }

    private static int weight(final String largest) throws TraceException {
        try (ActivitySource source = Traces.open(HEADER + line(0, "a", "1") + line(60_000, "a", largest))) {
            return source.weight();
        }
    }

    private static String line(final long offsetMs, final String series, final String value) {
        return (START_MS + offsetMs) + "," + series + "," + value + "\n";
    }
}
