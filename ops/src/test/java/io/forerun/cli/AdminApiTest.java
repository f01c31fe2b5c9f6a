package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.server.ProvisionConfig;
import io.forerun.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The admin port beyond what the OpenAPI file says, which is {@link OpenApiTest}'s. */
class AdminApiTest extends AdminRig {
    /** Alert rules and the Grafana dashboard must not wait for figures that nobody exports. */
    @Test
    void shouldTellReplicasAndTheMixThatAsksForThem() throws IOException, InterruptedException {
        assertEquals(503, get("/api/replicas").statusCode());
        feed();
        final String replicas = get("/api/replicas").body();
        assertTrue(replicas.contains("\"users_in_session\":1,"), replicas);
        assertTrue(
                replicas.contains("{\"service\":\"web\",\"target\":\"service/web\",\"running\":2,\"ordered\":0,"
                        + "\"desired\":2,\"requests\":6.0,\"present_share\":1.0,\"predicted_share\":"),
                replicas);
        assertTrue(get("/api/capacity/service/web").body().contains("\"value\":2"));
        assertFalse(get("/api/capacity").body().contains("service/web"), "which is no node");
        final String exported = get("/metrics").body();
        assertTrue(exported.contains("\nforerun_replicas{service=\"web\",state=\"running\"} 2.0\n"), exported);
        assertTrue(
                exported.contains("\nforerun_service_share_ratio{service=\"web\",when=\"present\"} 1.0\n"), exported);
        assertTrue(get("/api/decisions").body().contains("\"mix\":{\"present_share\":1.0,"));
    }

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
    void shouldServeTheDashboard() throws IOException, InterruptedException {
        assertTrue(get("/").body().contains("<title>Forerun</title>"));
        assertTrue(get("/uplot.js").body().contains("uPlot"));
    }

    /** A metrics-api trigger wants JSON with a number at a place, {@code value}, and nothing of HTML or a redirect. */
    @Test
    void shouldAnswerKedaWithANumber() throws IOException, InterruptedException {
        feed();
        final HttpResponse<String> answer = get("/api/capacity/cpu-2@eu-west");
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().strip().matches("\\{\"target\":\"cpu-2@eu-west\",\"value\":[0-9]+}"), answer.body());
    }

    /** A dry run pretends that nodes are there at once, so nothing is left to wait for when no record follows. */
    @Test
    void shouldEndADryRunWithTheLastRecord() throws IOException, InterruptedException {
        server.close();
        server = launch(List.of(), ProvisionConfig.DRY_RUN);
        final String row = "{\"timestamp_ms\": %d, \"user\": \"ada\", \"action\": \"read\"}\n";
        post("/api/activity", row.formatted(START_MS) + row.formatted(START_MS + 61_000));
        final long giveUpNs = System.nanoTime() + 20_000_000_000L;
        while (!get("/api/decisions").body().contains("\"outcome\":\"running")) {
            assertTrue(System.nanoTime() < giveUpNs, get("/api/decisions").body());
            Thread.onSpinWait();
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
        try (Server guarded = launch(List.of("secret"), ProvisionConfig.SIMULATED)) {
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
