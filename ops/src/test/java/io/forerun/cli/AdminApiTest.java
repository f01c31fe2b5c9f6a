package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.forerun.admin.AdminConfig;
import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Mode;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.RetrainConfig;
import io.forerun.server.Server;
import io.forerun.server.ServerConfig;
import io.forerun.server.SnapshotConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every path of the OpenAPI file, on a server in event time, over loopback. */
class AdminApiTest {
    private static final long START_MS = 1_700_000_040_000L;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Server server;

    @BeforeEach
    void launch() {
        server = launch(List.of());
    }

    private Server launch(final List<String> tokens) {
        return Server.launch(
                new ServerConfig(
                        new EngineConfig(5, ForecastConfig.DEFAULT, 10_000, 100, Mode.FULL, Fleets.small()),
                        PipelineConfig.DEFAULT.withClock(ClockMode.EVENT),
                        GatewayConfig.DEFAULT.withPort(0),
                        new AdminConfig("127.0.0.1", 0, tokens),
                        JournalConfig.DEFAULT,
                        directory.resolve("journal" + tokens.size()),
                        RetrainConfig.NEVER,
                        SnapshotConfig.AT_STOPS,
                        ProvisionConfig.SIMULATED),
                new FailStop(() -> {}),
                List.of());
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private HttpResponse<String> get(final String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(final String path, final String body, final String... headers)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(final String path) {
        return URI.create("http://127.0.0.1:" + server.adminPort() + path);
    }

    /** An hour of a user who comes every ten seconds. */
    private void feed() throws IOException, InterruptedException {
        final StringBuilder lines = new StringBuilder();
        for (int index = 0; index < 360; index++) {
            lines.append("{\"timestamp_ms\": ").append(START_MS + index * 10_000L);
            lines.append(", \"user\": \"ada\", \"action\": \"read\", \"region\": \"eu\", \"cpu_us\": 1000}\n");
        }
        final HttpResponse<String> answer = post("/api/activity", lines.toString());
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"sent\":360"), answer.body());
    }

    /** Alert rules and the Grafana dashboard must not wait for figures that nobody exports. */
    @Test
    void shouldExportWhatRulesAndDashboardsRead() throws IOException, InterruptedException {
        feed();
        final String exported = get("/metrics").body();
        final Path deploy = Path.of(System.getProperty("forerun.root", ".."), "ops", "deploy");
        for (final String file : List.of("prometheus/rules.yml", "grafana/forerun.json")) {
            final Matcher names = Pattern.compile("\\bforerun_[a-z_]+").matcher(Files.readString(deploy.resolve(file)));
            while (names.find()) {
                assertTrue(exported.contains("\n" + names.group()), file + ": " + names.group());
            }
        }
    }

    @Test
    void shouldAnswerEveryPathOfTheOpenApiFile() throws IOException, InterruptedException {
        feed();
        final Map<String, String> paths = paths();
        assertTrue(paths.size() > 15, paths.toString());
        for (final Map.Entry<String, String> entry : paths.entrySet()) {
            final String path = entry.getKey().replace("{id}", "1").replace("{target}", "cpu-2@eu-west");
            if (path.equals("/api/events")) {
                continue; // Does not end; read below.
            }
            if (entry.getValue().contains("get")) {
                final HttpResponse<String> answer = get(path);
                assertEquals(200, answer.statusCode(), path + ": " + answer.body());
                if (path.startsWith("/api/")) {
                    parse(answer.body());
                }
            }
            if (entry.getValue().contains("post")) {
                final String body = path.equals("/api/mode") ? "{\"mode\": \"floor-only\"}" : "";
                final String subject = path.equals("/api/forget") ? "?user=ada" : "";
                assertEquals(200, post(path + subject, body).statusCode(), path);
            }
        }
        assertTrue(get("/").body().contains("<title>Forerun</title>"));
        assertTrue(get("/uplot.js").body().contains("uPlot"));
    }

    /** Paths and the methods below each, read line by line. */
    private static Map<String, String> paths() throws IOException {
        final Pattern path = Pattern.compile("^  (/[^:]*):$");
        final Pattern method = Pattern.compile("^    (get|post):.*$");
        final Map<String, String> paths = new TreeMap<>();
        try (InputStream in = AdminApiTest.class.getResourceAsStream("/dashboard/openapi.yml")) {
            String newest = "";
            for (final String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                final Matcher isPath = path.matcher(line);
                final Matcher isMethod = method.matcher(line);
                if (isPath.matches()) {
                    newest = isPath.group(1);
                } else if (isMethod.matches()) {
                    paths.merge(newest, isMethod.group(1), String::concat);
                }
            }
        }
        return paths;
    }

    private static void parse(final String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            while (json.nextToken() != null) {
                json.currentToken();
            }
        }
    }

    @Test
    void shouldSwitchTheMode() throws IOException, InterruptedException {
        assertTrue(get("/api/mode").body().contains("\"mode\":\"full\""));
        assertEquals(200, post("/api/mode", "{\"mode\": \"forecast-only\"}").statusCode());
        assertTrue(get("/api/mode").body().contains("\"mode\":\"forecast-only\""));
        assertEquals(200, post("/api/pause", "").statusCode());
        assertTrue(get("/api/mode").body().contains("\"paused\":true"));
        final HttpResponse<String> refused = post("/api/mode", "{\"mode\": \"fast\"}");
        assertEquals(400, refused.statusCode());
        assertTrue(
                refused.body().contains("mode: value=fast, allowed=forecast-only, floor-only, full"), refused.body());
        assertEquals(400, post("/api/mode", "{nonsense").statusCode());
    }

    @Test
    void shouldRefuseInOneLine() throws IOException, InterruptedException {
        assertEquals(503, get("/api/groups").statusCode());
        feed();
        assertEquals(404, get("/api/forecast?group=nobody").statusCode());
        assertEquals(404, get("/api/forecast?user=nobody").statusCode());
        assertEquals(200, get("/api/forecast?user=ada").statusCode());
        assertEquals(400, get("/api/decisions?limit=none").statusCode());
        assertEquals(404, get("/api/decisions/9999999").statusCode());
        assertEquals(404, get("/api/capacity/none@here").statusCode());
        assertEquals(404, get("/nowhere").statusCode());
        assertEquals(405, get("/api/pause").statusCode());
        assertEquals(405, post("/api/groups", "").statusCode());
        final HttpResponse<String> line = post("/api/activity", "{\"timestamp_ms\": 1, \"user\": \"a\"}");
        assertEquals(400, line.statusCode());
        assertTrue(line.body().contains("line 1"), line.body());
        assertEquals(400, post("/api/activity", "{\"timestamp_ms\": \"x\"}").statusCode());
        final HttpResponse<String> large = post("/api/activity", " ".repeat((8 << 20) + 1));
        assertEquals(400, large.statusCode());
        assertTrue(large.body().contains("8388608 bytes"), large.body());
        assertEquals(
                200,
                client.send(
                                HttpRequest.newBuilder(uri("/api/mode"))
                                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode());
    }

    @Test
    void shouldTakeNoPageOfAnotherOriginForAnOperator() throws IOException, InterruptedException {
        assertEquals(
                403, post("/api/pause", "", "Origin", "http://evil.example").statusCode());
        assertEquals(
                200,
                post("/api/pause", "", "Origin", "http://127.0.0.1:" + server.adminPort())
                        .statusCode());
    }

    @Test
    void shouldAskForATokenWhereOneIsConfigured() throws IOException, InterruptedException {
        try (Server guarded = launch(List.of("secret"))) {
            server.close();
            server = guarded;
            assertEquals(200, get("/api/mode").statusCode());
            assertEquals(401, post("/api/pause", "").statusCode());
            assertEquals(
                    401, post("/api/pause", "", "Authorization", "Bearer wrong").statusCode());
            assertEquals(
                    200,
                    post("/api/pause", "", "Authorization", "Bearer secret").statusCode());
        }
    }

    @Test
    void shouldStreamChanges() throws IOException, InterruptedException {
        final HttpResponse<InputStream> events = client.send(
                HttpRequest.newBuilder(uri("/api/events")).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = events.body()) {
            assertEquals(": hello", line(in));
            feed();
            String seen = line(in);
            while (!seen.startsWith("event:")) {
                seen = line(in);
            }
            assertTrue(seen.equals("event: table") || seen.equals("event: decisions"), seen);
        }
    }

    private static String line(final InputStream in) throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    @Test
    void shouldSpeakToPrometheus() throws IOException, InterruptedException {
        feed();
        final String metrics = get("/metrics").body();
        assertTrue(metrics.contains("forerun_records_accepted_total 360.0"), metrics);
        assertTrue(metrics.contains("forerun_mode{mode=\"full\"} 1.0"), metrics);
        assertTrue(metrics.contains("forerun_model_epoch 0.0"), metrics);
        assertTrue(metrics.contains("forerun_training_failed 0.0"), metrics);
        assertTrue(metrics.contains("forerun_demand_requests{group=\"total\"} 6.0"), metrics);
    }
}
