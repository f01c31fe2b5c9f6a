package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forerun.client.ActivityRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real traces beside the project, where they are there. */
class RealTracesTest {
    @ParameterizedTest
    @CsvSource({
        "globo_news, 2988181",
        "google2011_jobs, 668089",
        "bpic2012_loans, 244190",
        "elastic_apache2015, 10000",
        "sparkify_eventsim201811, 7770",
        "wikiticker_20150912, 39244"
    })
    void shouldReadEveryRowOfAnActivityTrace(final String set, final long expected) throws TraceException {
        final Path file = trace(set, "events.csv.gz");
        long rows = 0;
        long lastMs = 0;
        long gaps = 0;
        try (ActivitySource source = TraceFiles.open(file)) {
            final ActivityRow row = new ActivityRow();
            while (source.next(row)) {
                rows++;
                assertTrue(row.timestampMs >= lastMs, "sorted");
                // All are sorted, so every jump is borne out by the row behind it.
                if (rows > 1 && rows < expected && row.timestampMs - lastMs > 3_600_000) {
                    gaps++;
                    assertTrue(row.gapConfirmed, "gap at row " + rows);
                }
                lastMs = row.timestampMs;
            }
            assertEquals(1, source.progress());
        }
        assertEquals(expected, rows);
        assertTrue(gaps < 1_000, "gaps " + gaps);
    }

    @ParameterizedTest
    @CsvSource({"nasa_http1995_minute, 1, 84334", "azure2017_vm_arrivals_5min, 18, 155466", "nab_real, 30, 258773"})
    void shouldPlayTheDemandOfADemandTrace(final String set, final int expectedSeries, final long expectedPoints)
            throws TraceException {
        final Path file = trace(set, "series.csv.gz");
        final List<DemandSeries> series = TraceFiles.demand(file);
        assertEquals(expectedSeries, series.size());
        double demand = 0;
        long points = 0;
        for (final DemandSeries one : series) {
            points += one.size();
            for (final double value : one.values()) {
                demand += value;
            }
        }
        assertEquals(expectedPoints, points);
        long rows = 0;
        long lastMs = 0;
        try (ActivitySource source = TraceFiles.open(file)) {
            final ActivityRow row = new ActivityRow();
            while (source.next(row)) {
                assertTrue(row.timestampMs >= lastMs, "sorted");
                lastMs = row.timestampMs;
                rows++;
            }
            // What rounding leaves is less than half a row in each series.
            assertEquals(demand / source.weight(), rows, 0.5 * expectedSeries);
        }
    }

    private static Path trace(final String set, final String name) {
        final Path file = Path.of(System.getProperty("forerun.root", "."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared/data")
                .resolve(set)
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), "real trace is not here: ../shared/data/" + set + "/" + name);
        return file;
    }
}
