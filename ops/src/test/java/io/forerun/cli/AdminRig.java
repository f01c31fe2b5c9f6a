package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.admin.AdminConfig;
import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.plan.Replicas;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.RetrainConfig;
import io.forerun.server.Server;
import io.forerun.server.ServerConfig;
import io.forerun.server.SnapshotConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server in event time and a client of its admin port, over loopback. */
abstract class AdminRig {
    static final long START_MS = 1_700_000_040_000L;

    final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    Server server;
    private int launched;

    @BeforeEach
    final void launch() {
        server = launch(List.of(), ProvisionConfig.SIMULATED);
    }

    final Server launch(final List<String> tokens, final ProvisionConfig provision) {
        return Server.launch(
                new ServerConfig(
                        new EngineConfig(5, ForecastConfig.DEFAULT, 10_000, 100, Mode.FULL, fleet()),
                        PipelineConfig.DEFAULT.withClock(ClockMode.EVENT),
                        GatewayConfig.DEFAULT.withPort(0),
                        new AdminConfig("127.0.0.1", 0, tokens),
                        JournalConfig.DEFAULT,
                        directory.resolve("journal" + launched++),
                        RetrainConfig.NEVER,
                        SnapshotConfig.AT_STOPS,
                        provision),
                new FailStop(() -> {}),
                List.of());
    }

    /** The small fleet, whose service web is read. */
    private static Fleet fleet() {
        final Fleet small = Fleets.small();
        final Replicas replicas = new Replicas(List.of("read"), .5, 256, 0, 20_000, 20_000, 1, 100);
        return new Fleet(
                small.nodeTypes(),
                small.regions(),
                small.slas(),
                List.of(small.services().getFirst().with(Optional.of(replicas))),
                small.limits(),
                small.planning(),
                small.floors(),
                0);
    }

    @AfterEach
    final void close() {
        server.close();
        client.close();
    }

    final HttpResponse<String> get(final String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    final HttpResponse<String> post(final String path, final String body, final String... headers)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    final URI uri(final String path) {
        return URI.create("http://127.0.0.1:" + server.adminPort() + path);
    }

    /** An hour of a user who comes every ten seconds. */
    final void feed() throws IOException, InterruptedException {
        final StringBuilder lines = new StringBuilder();
        for (int index = 0; index < 360; index++) {
            lines.append("{\"timestamp_ms\": ").append(START_MS + index * 10_000L);
            lines.append(", \"user\": \"ada\", \"action\": \"read\", \"region\": \"eu\", \"cpu_us\": 1000}\n");
        }
        final HttpResponse<String> answer = post("/api/activity", lines.toString());
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"sent\":360"), answer.body());
    }
}
