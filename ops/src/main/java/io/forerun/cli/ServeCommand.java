package io.forerun.cli;

import io.forerun.admin.AdminConfig;
import io.forerun.gateway.GatewayConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.server.Server;
import io.forerun.server.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a server until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the server: journals activity, forecasts demand, decides. Options override the file.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "YAML; every key has a default.")
    private Path configFile;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to bind (default: 127.0.0.1).")
    private String host;

    @Option(names = "--port", paramLabel = "N", description = "Port, 0 for a free one (default: 7470).")
    private Integer port;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "Port of dashboard and API, 0 for a free one, -1 for none (default: 7471).")
    private Integer adminPort;

    @Option(names = "--journal", paramLabel = "DIR", description = "Journal directory (default: forerun-journal).")
    private Path journal;

    @Option(names = "--clock", paramLabel = "CLOCK", description = "${COMPLETION-CANDIDATES} (default: ingress).")
    private ClockMode clock;

    @Option(names = "--allow-gap", description = "Event clock: believe every jump in time.")
    private boolean allowGap;

    @Override
    public Integer call() throws InterruptedException {
        final ServerConfig config = overridden(ConfigFile.read(configFile));
        final FailStop failStop = new FailStop(() -> Runtime.getRuntime().halt(Failures.BROKEN));
        System.err.println("forerun: starting, replays what the journal holds");
        final Server server = Server.launch(config, failStop, List.of());
        final CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            System.err.println("forerun: stopped");
                            stopped.countDown();
                        },
                        "forerun-stop"));
        System.err.printf(
                "forerun: listening on %s:%d, dashboard %s, journal %s, clock %s, mode %s%n",
                config.gateway().host(),
                server.port(),
                server.adminPort() < 0 ? "off" : "http://" + config.admin().host() + ":" + server.adminPort() + "/",
                config.journalDirectory(),
                ConfigFile.word(config.pipeline().clock()),
                ConfigFile.word(config.engine().mode()));
        stopped.await();
        return 0;
    }

    private ServerConfig overridden(final ServerConfig file) {
        final GatewayConfig gateway = file.gateway();
        final PipelineConfig pipeline = file.pipeline();
        return new ServerConfig(
                file.engine(),
                new PipelineConfig(
                        clock == null ? pipeline.clock() : clock,
                        pipeline.ringSlots(),
                        pipeline.maxBatch(),
                        pipeline.ackSynced(),
                        allowGap || pipeline.allowGaps()),
                new GatewayConfig(
                        host == null ? gateway.host() : host,
                        port == null ? gateway.port() : port,
                        gateway.tokens(),
                        gateway.window(),
                        gateway.idleTimeoutMs(),
                        gateway.maxConnections(),
                        gateway.certificate(),
                        gateway.privateKey()),
                adminPort == null
                        ? file.admin()
                        : new AdminConfig(
                                file.admin().host(), adminPort, file.admin().tokens()),
                file.journal(),
                journal == null ? file.journalDirectory() : journal,
                file.retrain(),
                file.snapshot(),
                file.provision());
    }
}
