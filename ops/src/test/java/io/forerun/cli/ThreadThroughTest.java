package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.forerun.client.ActivityRow;
import io.forerun.plan.Mode;
import io.forerun.server.Server;
import io.forerun.trace.synthetic.PopulationConfig;
import io.forerun.trace.synthetic.SyntheticPopulation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file goes the whole way through the commands: sent, forecast, decided, replayed. */
class ThreadThroughTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTakeAMadePopulationAllTheWay() throws IOException {
        final Path trace = directory.resolve("trace.csv");
        final long rows = write(trace);
        throughCommands(trace, rows);
    }

    @Test
    void shouldTakeARealLogAllTheWay() throws IOException {
        final Path trace = Path.of(System.getProperty("forerun.root"), "../shared/data/bpic2012_loans/events.csv.gz");
        Assumptions.assumeTrue(Files.exists(trace), "skipped: no real traces beside this checkout");
        throughCommands(trace, 244_190);
    }

    private void throughCommands(final Path trace, final long rows) throws IOException {
        final Path journal = directory.resolve("journal");
        try (Server server = TestServer.launch(journal)) {
            final String address = "127.0.0.1:" + server.port();
            final Cli sent = Cli.run("send", "--connect", address, "--trace", trace.toString(), "--json");
            assertEquals(0, sent.exitCode(), sent.err());
            final Map<String, Object> summary = json(sent.out());
            assertEquals((double) rows, summary.get("acknowledged"));
            assertEquals((double) rows, summary.get("sent"));
            assertEquals(Map.of(), summary.get("rejected"));
            checkForecast(Cli.run("forecast", "--connect", address, "--json"));
            checkDecisions(Cli.run("decisions", "--connect", address, "--json"));
            final Cli again = Cli.run("send", "--connect", address, "--trace", trace.toString(), "--json");
            assertEquals(0.0, json(again.out()).get("sent"), "the second time nothing is new");
        }
        final Cli replay = Cli.run("replay", "--journal", journal.toString(), "--verify", "--json");
        assertEquals(0, replay.exitCode(), replay.err());
        final Map<String, Object> verified = json(replay.out());
        assertEquals(true, verified.get("match"));
        assertEquals((double) rows, verified.get("accepted"));
        assertEquals(verified.get("state_hash"), verified.get("expected_hash"));
        final Map<String, Object> again = json(Cli.run("replay", "--journal", journal.toString(), "--replan", "--json")
                .out());
        assertEquals(true, again.get("match"), "plans made anew lead to the same decisions");
        assertEquals(verified.get("state_hash"), again.get("state_hash"));
        assertTrue((double) again.get("plans") > 1_000);
        assertEquals(0.0, again.get("other_plans"));
        final Cli inspect = Cli.run("inspect", "--journal", journal.toString(), "--json");
        assertEquals("healthy", json(inspect.out()).get("verdict"));
    }

    @SuppressWarnings("unchecked")
    private static void checkForecast(final Cli forecast) throws IOException {
        assertEquals(0, forecast.exitCode(), forecast.err());
        final Map<String, Object> answer = json(forecast.out());
        assertEquals("total", answer.get("group"));
        final Map<String, List<Double>> quantiles = (Map<String, List<Double>>) answer.get("quantiles");
        assertEquals(List.of(CurveValues.LEVELS), List.copyOf(quantiles.keySet()));
        final List<Double> confidence = (List<Double>) answer.get("confidence");
        for (int step = 0; step < 30; step++) {
            double below = 0;
            for (final List<Double> level : quantiles.values()) {
                assertEquals(30, level.size());
                assertTrue(level.get(step) >= below, "quantiles fall at step " + step);
                below = level.get(step);
            }
            assertTrue(confidence.get(step) >= 0 && confidence.get(step) <= 1);
        }
        assertEquals(
                List.of("cpu_cores", "memory_gib", "gpus"),
                List.copyOf(((Map<String, Object>) answer.get("resources")).keySet()));
    }

    @SuppressWarnings("unchecked")
    private static void checkDecisions(final Cli decisions) throws IOException {
        assertEquals(0, decisions.exitCode(), decisions.err());
        final List<Object> list = (List<Object>) new Json(decisions.out()).value();
        assertFalse(list.isEmpty());
        for (final Object element : list) {
            final Map<String, Object> decision = (Map<String, Object>) element;
            assertFalse(((Map<String, Object>) decision.get("candidates")).isEmpty());
            assertFalse(((String) decision.get("won")).isEmpty());
            assertFalse(((String) decision.get("outcome")).isEmpty());
        }
    }

    @Test
    void shouldSwitchModesAndAnswerForUsers() throws IOException {
        final Path trace = directory.resolve("trace.csv");
        write(trace);
        try (Server server = TestServer.launch(directory.resolve("journal"), 0, Mode.FORECAST_ONLY)) {
            final String address = "127.0.0.1:" + server.port();
            Cli.run("send", "--connect", address, "--trace", trace.toString(), "--json");
            assertEquals(
                    "forecast-only",
                    json(Cli.run("mode", "--connect", address, "--json").out()).get("mode"));
            assertEquals(
                    "full",
                    json(Cli.run("mode", "full", "--connect", address, "--json").out())
                            .get("mode"));
            assertEquals(
                    true,
                    json(Cli.run("pause", "--connect", address, "--json").out()).get("paused"));
            final Cli wrong = Cli.run("mode", "turbo", "--connect", address);
            assertEquals(2, wrong.exitCode());
            assertEquals("forerun: mode: value=turbo, allowed=forecast-only, floor-only, full", wrong.errorLine());
            final String user = Files.readAllLines(trace).get(1).split(",")[1];
            final Map<String, Object> answer = json(Cli.run("forecast", "--user", user, "--connect", address, "--json")
                    .out());
            assertEquals(user, answer.get("user"));
            assertFalse(((List<?>) answer.get("next_actions")).isEmpty());
            final Map<?, ?> events = (Map<?, ?>) answer.get("expected_events");
            assertEquals(3, events.size());
            for (final Object minutes : events.keySet()) {
                final double sum = ((List<?>) answer.get("expected_actions"))
                        .stream()
                                .map(action -> (Map<?, ?>) ((Map<?, ?>) action).get("expected"))
                                .mapToDouble(expected -> ((Number) expected.get(minutes)).doubleValue())
                                .sum();
                assertEquals(((Number) events.get(minutes)).doubleValue(), sum, 1e-4 * (1 + sum));
            }
            final List<?> objects = (List<?>) answer.get("objects");
            assertFalse(objects.isEmpty());
            assertTrue(
                    objectNames(trace).contains(((Map<?, ?>) objects.getFirst()).get("object")),
                    "named as in the file");
            final Map<String, Object> after = json(Cli.run("forget", "--user", user, "--connect", address, "--json")
                    .out());
            assertEquals(1, ((Number) after.get("forgotten")).intValue());
            assertEquals(
                    2, Cli.run("forecast", "--user", user, "--connect", address).exitCode());
            final Cli nobody = Cli.run("forecast", "--user", "nobody", "--connect", address);
            assertEquals(2, nobody.exitCode());
            assertTrue(nobody.errorLine().contains("UNKNOWN_USER"), nobody.err());
        }
    }

    private static Set<String> objectNames(final Path trace) throws IOException {
        return Files.readAllLines(trace).stream()
                .map(line -> line.split(",")[3])
                .collect(Collectors.toSet());
    }

    private static long write(final Path file) throws IOException {
        final PopulationConfig config = PopulationConfig.DEFAULT.withDays(2).withSize(500, 8_000);
        long rows = 0;
        try (SyntheticPopulation population = new SyntheticPopulation(config);
                BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("timestamp_ms,user,action,object,region,device,bytes,service,cpu_us,memory_kib,duration_us\n");
            final ActivityRow row = new ActivityRow();
            while (population.next(row)) {
                rows++;
                out.write(row.timestampMs + "," + row.user + "," + row.action + "," + row.object + "," + row.region
                        + ","
                        + row.device + "," + row.bytes + "," + row.service + "," + row.cpuUs + "," + row.memoryKib + ","
                        + row.durationUs + "\n");
            }
        }
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(final String text) throws IOException {
        return (Map<String, Object>) new Json(text).value();
    }

    /** Reads one JSON value and requires that nothing else is there. */
    private record Json(String text) {
        Object value() throws IOException {
            try (JsonParser parser = new JsonFactory().createParser(text)) {
                parser.nextToken();
                final Object value = read(parser);
                assertEquals(null, parser.nextToken(), "more than one value on standard output");
                return value;
            }
        }

        private static Object read(final JsonParser parser) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> {
                    final Map<String, Object> object = new LinkedHashMap<>();
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        final String name = parser.currentName();
                        parser.nextToken();
                        object.put(name, read(parser));
                    }
                    yield object;
                }
                case START_ARRAY -> {
                    final List<Object> array = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        array.add(read(parser));
                    }
                    yield array;
                }
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                case VALUE_STRING -> parser.getText();
                default -> parser.getDoubleValue();
            };
        }
    }
}
