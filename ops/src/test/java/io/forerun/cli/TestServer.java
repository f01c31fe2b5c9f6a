package io.forerun.cli;

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
import java.nio.file.Path;
import java.util.List;

/** A server on a free port, in event time. */
final class TestServer {
    private TestServer() {}

    static EngineConfig engine(final Mode mode) {
        return new EngineConfig(5, ForecastConfig.DEFAULT, 1_000_000, 100, mode, Fleets.small());
    }

    static Server launch(final Path journal) {
        return launch(journal, 0, Mode.FULL);
    }

    static Server launch(final Path journal, final int port, final Mode mode) {
        return Server.launch(
                new ServerConfig(
                        engine(mode),
                        PipelineConfig.DEFAULT.withClock(ClockMode.EVENT),
                        GatewayConfig.DEFAULT.withPort(port),
                        new AdminConfig("127.0.0.1", 0, List.of()),
                        JournalConfig.DEFAULT,
                        journal,
                        RetrainConfig.NEVER,
                        SnapshotConfig.AT_STOPS,
                        ProvisionConfig.SIMULATED),
                new FailStop(() -> {}),
                List.of());
    }
}
