package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.backtest.BacktestConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final Path FLEET = Path.of(System.getProperty("forerun.root", ".."), "ops/fleets/small.yml");

    @TempDir
    private Path directory;

    private Path trace;

    /** Four days with a daily wave, 20 to 180 requests a minute. */
    @BeforeEach
    void write() throws IOException {
        final StringBuilder csv = new StringBuilder("timestamp_ms,series,value\n");
        for (int minute = 0; minute < 4 * 1_440; minute++) {
            final long value = Math.round(100 - 80 * Math.cos(2 * Math.PI * minute / 1_440) + minute * 7_919L % 11);
            csv.append(1_700_006_400_000L + minute * 60_000L)
                    .append(",web,")
                    .append(value)
                    .append('\n');
        }
        trace = Files.writeString(directory.resolve("demand.csv"), csv);
    }

    private Cli backtest(final String... more) {
        final String[] arguments = new String[more.length + 5];
        arguments[0] = "backtest";
        arguments[1] = "--trace";
        arguments[2] = trace.toString();
        arguments[3] = "--fleet";
        arguments[4] = FLEET.toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Cli.run(arguments);
    }

    private void assertRefused(final String part, final String... arguments) {
        final Cli refused = backtest(arguments);
        assertEquals(2, refused.exitCode(), refused.err());
        assertEquals("", refused.out());
        assertTrue(refused.errorLine().contains(part), refused.err());
    }

    /** The shape of DESIGN.md section 8: every number is N. */
    @Test
    void shouldPrintOneObjectOfTheAgreedShape() {
        final Cli found = backtest("--json");
        assertEquals(0, found.exitCode(), found.err());
        final String figures = java.util.stream.Stream.of(
                        "cost_usd",
                        "unserved_pct",
                        "deficient_capacity_hours",
                        "excess_capacity_hours",
                        "sla_minutes",
                        "p99_wait_ms",
                        "scale_actions",
                        "regret_pct")
                .flatMap(name -> java.util.stream.Stream.of(name, name + "_low", name + "_high"))
                .map(name -> "\"" + name + "\":N")
                .collect(Collectors.joining(","));
        final String policies = BacktestConfig.POLICIES.stream()
                .map(name -> "{\"policy\":\"" + name + "\"," + figures + "}")
                .collect(Collectors.joining(","));
        final String shape = found.out()
                .replaceAll("(?<=[:\\[,])-?[0-9][0-9.Ee-]*(?=[,}\\]])", "N")
                .strip();
        assertTrue(
                shape.startsWith("{\"trace\":\"" + directory.getFileName()
                        + "/demand.csv\",\"fleet\":\"small.yml\",\"policies\":[" + policies + "],\"hpa_front\":["
                        + "{\"target_pct\":N,\"min_nodes\":N,\"cost_usd\":N,\"unserved_pct\":N}"),
                shape);
        assertEquals(found.out(), backtest("--json").out(), "two runs are equal");
    }

    @Test
    void shouldPrintTablesOfThePoliciesAskedFor() {
        final Cli found = backtest("--policies", "oracle-lead,hpa");
        assertEquals(0, found.exitCode(), found.err());
        assertTrue(found.out().indexOf("oracle-lead ") < found.out().indexOf("hpa "), found.out());
        assertTrue(!found.out().contains("static-peak"), found.out());
    }

    @Test
    void shouldRefuseBadInputWithOneLine() {
        assertRefused("--policies: value=magic, allowed=static-peak, hpa", "--policies", "hpa,magic");
        assertRefused("--policies: value=hpa,hpa, allowed=each name once", "--policies", "hpa,hpa");
        assertRefused("--test-from: value=2030-01-01T00:00:00Z leaves nothing", "--test-from", "2030-01-01T00:00:00Z");
        assertRefused("--test-from: value=2000-01-01T00:00:00Z leaves nothing", "--test-from", "2000-01-01T00:00:00Z");
        assertRefused("--test-to: value=2000-01-01T00:00:00Z leaves nothing", "--test-to", "2000-01-01T00:00:00Z");
        assertRefused("--test-to: value=", "--test-from", "2000", "--test-to", "1000");
        assertRefused("--mask: value=yesterday", "--mask", "yesterday");
        assertRefused("--series: value=mars, allowed=web", "--series", "mars");
        assertRefused(
                "leaves nothing to test or nothing to train on",
                "--test-from",
                "1700179200000",
                "--mask",
                "1700006400000..1700179200000");
        assertEquals(
                2,
                Cli.run("backtest", "--trace", "-", "--fleet", FLEET.toString()).exitCode());
        assertEquals(
                2,
                Cli.run("backtest", "--trace", directory.resolve("none").toString(), "--fleet", FLEET.toString())
                        .exitCode());
        assertEquals(
                2,
                Cli.run("backtest", "--trace", trace.toString(), "--fleet", trace.toString())
                        .exitCode());
    }
}
