package io.forerun.demo;

import io.forerun.admin.AdminConfig;
import io.forerun.backtest.DayComparison;
import io.forerun.backtest.Scorecard;
import io.forerun.backtest.simulation.Workload;
import io.forerun.client.ActivityRow;
import io.forerun.client.ClientConfig;
import io.forerun.client.ForerunClient;
import io.forerun.client.SendSummary;
import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.replay.Verification;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.RetrainConfig;
import io.forerun.server.Server;
import io.forerun.server.ServerConfig;
import io.forerun.server.SnapshotConfig;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.TraceException;
import java.nio.file.Path;
import java.util.List;

/** Plays one trace through a server in this process and judges its last day. */
public final class Demo {
    private static final int[] HORIZONS = {5, 15, 30};
    private static final long SEED = 7;
    private static final long MAX_USERS = 10_000_000;

    private final Fleet fleet;
    private final Path journal;
    private final Progress progress;

    /** Opens the trace; called twice. */
    @FunctionalInterface
    public interface Opening {
        /** A source that stands at its begin. */
        ActivitySource open() throws TraceException;
    }

    /** Hears how far the demo is. */
    @FunctionalInterface
    public interface Progress {
        /** Rows sent, share of all, decisions made. */
        void update(long rows, double share, long decisions);
    }

    /**
     * Prepares.
     *
     * @param fleet its first node type is the only one used: the formulas compared with know only one
     * @param journal empty or absent directory
     * @param progress told now and then
     */
    public Demo(final Fleet fleet, final Path journal, final Progress progress) {
        this.fleet = fleet;
        this.journal = journal;
        this.progress = progress;
    }

    /** Runs to the end. */
    public DemoResult run(final Opening trace) throws TraceException {
        final TraceProfile profile;
        try (ActivitySource source = trace.open()) {
            profile = TraceProfile.of(source);
        }
        final Fleet scaled = scaled(profile);
        final DemoObserver observer =
                new DemoObserver(new Scorecard(ForecastConfig.DEFAULT, 0, HORIZONS, profile.judgedFromMs(), SEED));
        final FailStop failStop = new FailStop(() -> {});
        final long startNs = System.nanoTime();
        final SendSummary sent;
        try (Server server = Server.launch(config(scaled), failStop, List.of(observer));
                ActivitySource source = trace.open()) {
            sent = play(source, profile, server.port(), observer);
        }
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        if (failStop.failure() != null) {
            throw new IllegalStateException("the server stopped", failStop.failure());
        }
        return judge(profile, scaled, observer, sent, seconds);
    }

    /** One node type, and requests so heavy that the history's 99th percentile needs as many nodes as the fleet says. */
    private Fleet scaled(final TraceProfile profile) {
        return fleet.onlyFirstType().scaledTo(profile.historyP99());
    }

    private ServerConfig config(final Fleet scaled) {
        return new ServerConfig(
                new EngineConfig(
                        SEED, ForecastConfig.DEFAULT, MAX_USERS, EngineConfig.DEFAULT_MAX_STREAMS, Mode.FULL, scaled),
                PipelineConfig.DEFAULT.withClock(ClockMode.EVENT),
                GatewayConfig.DEFAULT.withPort(0),
                AdminConfig.NONE,
                JournalConfig.DEFAULT,
                journal,
                RetrainConfig.NEVER,
                SnapshotConfig.AT_STOPS,
                ProvisionConfig.SIMULATED);
    }

    private SendSummary play(
            final ActivitySource source, final TraceProfile profile, final int port, final DemoObserver observer)
            throws TraceException {
        final ClientConfig config =
                ClientConfig.of("127.0.0.1", port, "demo", SEED).withSampleEvery(source.weight());
        try (ForerunClient client = ForerunClient.connect(config)) {
            final ActivityRow row = new ActivityRow();
            long rows = 0;
            while (source.next(row) && rows < profile.rows()) {
                client.send(row);
                rows++;
                if ((rows & 1023) == 0) {
                    progress.update(rows, (double) rows / profile.rows(), observer.decided());
                }
            }
            return client.finish();
        }
    }

    private DemoResult judge(
            final TraceProfile profile,
            final Fleet scaled,
            final DemoObserver observer,
            final SendSummary sent,
            final double seconds) {
        final double[] requests = observer.requests();
        final Workload workload = new Workload(
                observer.startMs(),
                requests,
                observer.bucket(profile.judgedFromMs()),
                requests.length,
                scaled,
                scaled.peakNodes() > 0 || profile.cost() == null ? scaled.defaultCost() : profile.cost());
        final List<Decision> ofDay = observer.decisions().stream()
                .filter(decision -> decision.atMs() >= profile.judgedFromMs())
                .toList();
        return new DemoResult(
                profile,
                sent,
                seconds,
                observer.scores(),
                DayComparison.of(workload, observer.decided(scaled.limits().minNodes())),
                ofDay,
                scaled.nodeTypes().getFirst(),
                Verification.of(journal, Long.MAX_VALUE, Verification.Way.ONCE));
    }
}
