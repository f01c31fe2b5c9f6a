package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.DemandForecaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    private Path directory;

    private Path trace;

    @BeforeEach
    void write() throws IOException {
        final StringBuilder csv = new StringBuilder("timestamp_ms,user,action,object\n");
        for (int row = 0; row < 3_000; row++) {
            csv.append(1_700_006_400_000L + row * 86_400L + row * 7_919L % 86_400)
                    .append(",u")
                    .append(row % 7)
                    .append(",a")
                    .append(row % 3)
                    .append(",o")
                    .append(row % 5)
                    .append('\n');
        }
        trace = Files.writeString(directory.resolve("events.csv"), csv);
    }

    private Cli evaluate(final String... more) {
        final String[] arguments = new String[more.length + 3];
        arguments[0] = "evaluate";
        arguments[1] = "--trace";
        arguments[2] = trace.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Cli.run(arguments);
    }

    private void assertRefused(final String part, final String... arguments) {
        final Cli refused = evaluate(arguments);
        assertEquals(2, refused.exitCode(), refused.err());
        assertEquals("", refused.out());
        assertTrue(refused.errorLine().contains(part), refused.err());
        assertEquals(
                1,
                refused.err()
                        .lines()
                        .filter(line -> line.startsWith("forerun: "))
                        .count(),
                refused.err());
    }

    /** The shape of DESIGN.md section 8: every number is N. */
    @Test
    void shouldPrintOneObjectOfTheAgreedShape() {
        final Cli found = evaluate("--json");
        assertEquals(0, found.exitCode(), found.err());
        final String experts = DemandForecaster.expertNames().stream()
                .map(name -> "\"" + name + "\":N")
                .collect(Collectors.joining(","));
        final String coverage = "{\"50\":N,\"80\":N,\"90\":N}";
        final String horizon = "{\"minutes\":N,\"series\":\"total\",\"bins\":N,\"wmape\":N,"
                + "\"wmape_baselines\":{\"last\":N,\"mean30\":N,\"day\":N,\"week\":null},\"wql\":N,"
                + "\"wql_ratio_seasonal_naive\":N,\"mase\":N,\"coverage\":" + coverage + ",\"coverage_raw\":" + coverage
                + ",\"coverage_steep\":" + coverage
                + ",\"confidence_ece\":N,\"drifting\":N,\"pit_histogram\":[N,N,N,N,N,N,N,N,N,N],"
                + "\"experts\":{" + experts + "}}";
        final String promise = "{\"minutes\":N,\"raw\":N,\"corrected\":N,\"day_off\":N}";
        final String users = "{\"events\":N,\"nll_model\":N,\"nll_poisson\":N,\"nll_hawkes\":N,\"top1\":N,"
                + "\"top3\":N,\"top1_markov\":N,\"top3_markov\":N,\"top1_frequent\":N,\"expected_over_actual\":["
                + promise + "," + promise + "," + promise
                + "],\"prewarm\":{\"announcements\":N,\"threshold\":N,\"precision\":N,"
                + "\"recall\":N,\"precision_histogram\":N,\"recall_histogram\":N},\"object_events\":N,"
                + "\"object_top1\":N,\"object_top3\":N,\"object_top1_markov\":N,"
                + "\"object_top3_markov\":N,\"object_top1_frequent\":N}";
        final String shape = found.out()
                .replaceAll("(?<=[:\\[,])-?[0-9][0-9.Ee-]*(?=[,}\\]])", "N")
                .strip();
        assertEquals(
                "{\"trace\":\"" + directory.getFileName() + "/events.csv\",\"horizons\":[" + horizon + "," + horizon
                        + "," + horizon + "],\"users\":" + users + ",\"ratio_to_best_baseline\":N}",
                shape);
        assertEquals(found.out(), evaluate("--json").out(), "two runs are equal");
    }

    @Test
    void shouldPrintTablesAndWriteTheReport() throws IOException {
        final Path report = directory.resolve("out.html");
        final Cli found = evaluate("--report", report.toString(), "--series", "total");
        assertEquals(0, found.exitCode(), found.err());
        assertTrue(found.out().contains("geometric mean"), found.out());
        assertTrue(found.out().contains("Next action"), found.out());
        assertTrue(Files.readString(report).contains("</html>"));
    }

    @Test
    void shouldSkipMaskedTime() {
        final Cli masked = evaluate("--json", "--mask", "2023-11-17T12:00:00Z..2023-11-17T13:00:00Z");
        final Cli whole = evaluate("--json");
        assertEquals(bins(whole.out()) - 12, bins(masked.out()));
    }

    @Test
    void shouldTakeUtcUnlessAZoneIsNamed() {
        assertEquals(
                evaluate("--json").out(), evaluate("--json", "--zone", "UTC").out());
        assertRefused("--zone: value=Mars, allowed=a time zone such as UTC or Europe/Berlin", "--zone", "Mars");
    }

    private static int bins(final String json) {
        return Integer.parseInt(json.replaceAll("(?s).*?\"bins\":(\\d+).*", "$1"));
    }

    @Test
    void shouldRefuseBadInputWithOneLine() {
        assertRefused("--without: value=oracle, allowed=last, ", "--without", "oracle");
        assertRefused("--test-from: value=2030-01-01T00:00:00Z leaves nothing", "--test-from", "2030-01-01T00:00:00Z");
        assertRefused("--test-from: value=+292278994", "--test-from", "9223372036854775807");
        assertRefused("--test-from: value=soon", "--test-from", "soon");
        assertRefused("--test-to: value=2000-01-01T00:00:00Z leaves nothing", "--test-to", "2000-01-01T00:00:00Z");
        assertRefused("--test-to: value=1970-01-01T00:00:01Z", "--test-from", "2000", "--test-to", "1000");
        assertRefused("--mask: value=yesterday", "--mask", "yesterday");
        assertRefused("--mask: value=2000..1000", "--mask", "2000..1000");
        assertRefused("--mask: value=x", "--mask", "x..2000");
        assertRefused("--bin: value=7", "--bin", "7");
        assertRefused("--bin: value=0", "--bin", "0");
        assertRefused("--series: value=mars, allowed=total, all, -/-", "--series", "mars");
        final Path nowhere = directory.resolve("no/report.html");
        assertRefused("--report: value=", "--report", nowhere.toString());
        assertFalse(Files.exists(nowhere));
        assertEquals(2, Cli.run("evaluate", "--trace", "-").exitCode());
        assertEquals(
                2,
                Cli.run("evaluate", "--trace", directory.resolve("none.csv").toString())
                        .exitCode());
    }

    @Test
    void shouldRefuseAnEmptyFile() throws IOException {
        trace = Files.writeString(directory.resolve("empty.csv"), "timestamp_ms,user,action\n");
        assertRefused("empty.csv: no rows");
        trace = Files.writeString(directory.resolve("empty2.csv"), "timestamp_ms,series,value\n");
        assertRefused("empty2.csv: no rows");
    }
}
