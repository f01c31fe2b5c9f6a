package io.forerun.demo.live;

import io.forerun.admin.AdminConfig;
import io.forerun.client.ActivityRow;
import io.forerun.client.ClientConfig;
import io.forerun.client.ForerunClient;
import io.forerun.core.EngineConfig;
import io.forerun.core.Reply;
import io.forerun.forecast.ForecastConfig;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.provision.control.ReconcileConfig;
import io.forerun.provision.process.ProcessProvisioner;
import io.forerun.server.Provider;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.RetrainConfig;
import io.forerun.server.Server;
import io.forerun.server.ServerConfig;
import io.forerun.server.SnapshotConfig;
import io.forerun.server.Utilisation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Runs both ways to scale beside each other under one load. */
public final class LiveDemo {
    private static final ForecastConfig SECONDS = new ForecastConfig(1_000, 30, 0.2, 16);
    private static final int FORERUN_PORTS = 18_100;
    private static final int REACTIVE_PORTS = 18_200;

    /** Before the load begins the least number of workers shall serve. */
    private static final long LEAD_IN_NS = 8_000_000_000L;

    private final LiveConfig live;
    private final Fleet fleet;
    private final Progress progress;

    /** Hears how far the demo is. */
    @FunctionalInterface
    public interface Progress {
        /** Requests sent, share of all, workers that serve now: Forerun's and the other's. */
        void update(long sent, double share, int forerun, int reactive);
    }

    /** Prepares. */
    public LiveDemo(final LiveConfig live, final Progress progress) {
        this.live = live;
        this.progress = progress;
        fleet = LiveFleet.of(live);
    }

    /** Runs to the end, in real time. */
    public LiveResult run() {
        final LiveLoad load = LiveLoad.of(live);
        final long beginNs = System.nanoTime() + LEAD_IN_NS;
        final long measuredFromNs = beginNs + live.measuredFromMs() * 1_000_000L;
        final AtomicInteger decisions = new AtomicInteger();
        final FailStop failStop = new FailStop(() -> {});
        try (LivePool forerun = new LivePool("forerun", live, FORERUN_PORTS, measuredFromNs);
                LivePool reactive = new LivePool("reactive", live, REACTIVE_PORTS, measuredFromNs)) {
            try (Server server = Server.launch(config(forerun), failStop, List.of(count(decisions)));
                    ForerunClient client =
                            ForerunClient.connect(ClientConfig.of("127.0.0.1", server.port(), "live", live.seed()));
                    ReactiveScaler scaler = new ReactiveScaler(fleet, reactive, live)) {
                play(load, beginNs, client, scaler, List.of(forerun.balancer(), reactive.balancer()));
            }
            Ending.of(ProcessProvisioner.open(fleet, forerun.config()), fleet);
            if (failStop.failure() != null) {
                throw new IllegalStateException("the server stopped", failStop.failure());
            }
            return new LiveResult(
                    forerun.figures("forerun", live.slowMs()),
                    reactive.figures("reactive", live.slowMs()),
                    decisions.get());
        }
    }

    private static Outlet count(final AtomicInteger decisions) {
        return reply -> {
            if (reply instanceof Reply.DecisionsMade made) {
                decisions.addAndGet((int) made.decisions().stream()
                        .filter(decision -> decision.outcome().text().isEmpty())
                        .count());
            }
        };
    }

    private ServerConfig config(final LivePool pool) {
        final ReconcileConfig usual = ReconcileConfig.DEFAULT;
        final ReconcileConfig quick = new ReconcileConfig(
                250, usual.expiryMs(), usual.staleMs(), true, false, usual.gradual(), usual.forbidden());
        return new ServerConfig(
                new EngineConfig(live.seed(), SECONDS, 100_000, 16, Mode.FULL, fleet),
                PipelineConfig.DEFAULT,
                GatewayConfig.DEFAULT.withPort(0),
                AdminConfig.NONE,
                JournalConfig.DEFAULT,
                live.directory().resolve("journal"),
                RetrainConfig.NEVER,
                SnapshotConfig.AT_STOPS,
                new ProvisionConfig(new Provider.Processes(pool.config()), quick, new Utilisation.None()));
    }

    private void play(
            final LiveLoad load,
            final long beginNs,
            final ForerunClient client,
            final ReactiveScaler scaler,
            final List<Balancer> balancers) {
        final ActivityRow row = new ActivityRow();
        int sent = 0;
        for (final LiveLoad.Arrival arrival : load.arrivals()) {
            final long dueNs = beginNs + (long) (arrival.atMs() * 1e6);
            while (System.nanoTime() < dueNs) {
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
            final boolean measured = arrival.atMs() >= live.measuredFromMs();
            balancers.forEach(balancer -> balancer.request(dueNs, measured));
            scaler.arrived();
            send(client, row, arrival);
            if ((++sent & 63) == 0) {
                progress.update(
                        sent,
                        arrival.atMs() / live.lengthMs(),
                        balancers.getFirst().workers(),
                        balancers.getLast().workers());
            }
        }
        for (int look = 0; look < 100 && balancers.stream().anyMatch(balancer -> balancer.open() > 0); look++) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** At once, as a bucket is closed the moment that its second is over. */
    private void send(final ForerunClient client, final ActivityRow row, final LiveLoad.Arrival arrival) {
        row.clearOptional();
        row.timestampMs = System.currentTimeMillis();
        row.user = "user-" + arrival.user();
        row.action = "work";
        row.service = "live";
        row.region = "here";
        row.cpuUs = live.serviceMs() * 1_000L;
        row.durationUs = live.serviceMs() * 1_000L;
        client.send(row);
        client.flush();
    }
}
