package io.forerun.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.forerun.client.ClientConfig;
import io.forerun.core.Engine;
import io.forerun.gateway.Gateway;
import io.forerun.gateway.GatewayConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Sequencer;
import io.forerun.provision.control.ProviderHealth;
import io.forerun.replay.TrainingHealth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dashboard, API, metrics and health over HTTP. Made before the pipeline, whose outlet {@link #outlet} is; listens once {@link #listen}
 * gives it the way in. Each request runs on a virtual thread of its own.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int BROKEN = 500;
    private static final int BACKLOG = 64;

    private final AdminConfig config;
    private final ClockMode clock;
    private final Guard guard;
    private final Board board = new Board();
    private final EventsApi events = new EventsApi(board);
    private HttpServer http;
    private ExecutorService threads;

    /** A server that does not listen yet; whose time the engine goes by is for readers to know. */
    public AdminServer(final AdminConfig config, final ClockMode clock) {
        this.config = config;
        this.clock = clock;
        guard = new Guard(config);
    }

    /** Hears what the engine says. */
    public Outlet outlet() {
        return board;
    }

    /**
     * Binds and answers; does nothing where the configuration says none.
     *
     * @param way into the ring
     * @param gateway already listening: activity by HTTP goes through it
     * @param gatewayConfig how it is reached
     * @param failStop tells whether the pipeline runs
     * @param provider tells how it goes with whoever runs the nodes
     * @param training tells how it goes with training models of users
     * @throws AdminException if the port is taken
     */
    public void listen(
            final Sequencer way,
            final Gateway gateway,
            final GatewayConfig gatewayConfig,
            final FailStop failStop,
            final Supplier<ProviderHealth> provider,
            final Supplier<TrainingHealth> training) {
        if (config.port() == AdminConfig.OFF) {
            return;
        }
        board.questions().useWay(way);
        try {
            http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), BACKLOG);
        } catch (final IOException cannotBind) {
            throw new AdminException(
                    "admin.port: value=" + config.host() + ":" + config.port() + ", cannot listen there: "
                            + cannotBind.getMessage() + "; allowed=a free port, 0 for any, -1 for none",
                    cannotBind);
        }
        final Routes routes = routes(
                gateway,
                loopback(gatewayConfig, gateway.port()),
                failStop,
                new ProviderApi(provider),
                new ModelApi(board, training));
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("forerun-admin-", 0).factory());
        http.setExecutor(threads);
        http.createContext("/", exchange -> answer(exchange, routes));
        http.start();
    }

    private static ClientConfig loopback(final GatewayConfig gateway, final int port) {
        if (gateway.certificate() != null) {
            return null;
        }
        final long stream = new SecureRandom().nextLong() | 1;
        final ClientConfig identity =
                ClientConfig.of(gateway.host(), port, "admin-http", stream).withReconnectMs(1_000);
        return gateway.tokens().isEmpty()
                ? identity
                : identity.withToken(gateway.tokens().getFirst());
    }

    private Routes routes(
            final Gateway gateway,
            final ClientConfig identity,
            final FailStop failStop,
            final ProviderApi providers,
            final ModelApi models) {
        final Routes routes = new Routes();
        final ForecastApi forecasts = new ForecastApi(board);
        final DecisionApi decisions = new DecisionApi(board);
        final ReplicaApi replicas = new ReplicaApi(board);
        final ModeApi modes = new ModeApi(board, clock);
        final HealthApi health = new HealthApi(board, failStop);
        Pages.addTo(routes);
        return routes.get("/api/groups", forecasts::groups)
                .get("/api/forecast", forecasts::forecast)
                .get("/api/history", forecasts::history)
                .get("/api/decisions", decisions::list)
                .get("/api/decisions/", decisions::one)
                .get("/api/capacity", decisions::capacity)
                .get("/api/capacity/", decisions::desired)
                .get("/api/replicas", replicas::list)
                .get("/api/provider", providers::health)
                .get("/api/model", models::model)
                .get("/api/reliability", new ReliabilityApi(board)::diagram)
                .get("/api/status", modes::status)
                .get("/api/events", events::stream)
                .get("/api/mode", modes::mode)
                .post("/api/mode", modes::setMode)
                .post("/api/pause", call -> modes.operate(call, Engine.Command.PAUSE))
                .post("/api/resume", call -> modes.operate(call, Engine.Command.RESUME))
                .post("/api/restore", call -> modes.operate(call, Engine.Command.RESTORE))
                .post("/api/forget", modes::forget)
                .post("/api/activity", new ActivityApi(identity)::post)
                .get(
                        "/metrics",
                        new MetricsApi(
                                        board,
                                        gateway,
                                        List.of(providers::register, models::register, replicas::register))::scrape)
                .get("/health/live", health::live)
                .get("/health/ready", health::ready);
    }

    private void answer(final HttpExchange exchange, final Routes routes) throws IOException {
        try (exchange) {
            final Call call = new Call(exchange);
            try {
                final Routes.Answer found = routes.find(call.method(), call.path());
                if (call.method().equals("POST")) {
                    guard.check(call);
                }
                found.to(call);
            } catch (final Refusal refusal) {
                call.refuse(refusal);
            } catch (final RuntimeException bug) { // The thread's main loop: one broken request must not be silent.
                LOG.error("{} {} failed", call.method(), call.path(), bug);
                call.send(BROKEN, "text/plain", new byte[0]);
            }
        }
    }

    /** The port listened on; {@link AdminConfig#OFF} where it does not listen. */
    public int port() {
        return http == null ? AdminConfig.OFF : http.getAddress().getPort();
    }

    /** Takes no more requests; before the pipeline is closed. A second call does nothing. */
    @Override
    public void close() {
        events.stop();
        if (http != null) {
            http.stop(0);
            threads.shutdownNow();
        }
    }
}
