package io.forerun.perf;

import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import io.forerun.gateway.Gateway;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.Journal;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Pipeline;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.pipeline.Sequencer;
import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.Mode;
import io.forerun.plan.NodeType;
import io.forerun.plan.Planning;
import io.forerun.plan.PoolPlanner;
import io.forerun.plan.Region;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.provision.DryRunProvisioner;
import io.forerun.provision.control.ControlLoop;
import io.forerun.simd.Kernels;
import java.util.List;

/** A whole server in this process over a journal that the caller owns: defaults, and a fleet of one node type. */
final class ServerUnderTest implements AutoCloseable {
    private static final Fleet FLEET = new Fleet(
            List.of(new NodeType("cpu-4", 4, 16, 0, 0.2, 120_000, 180_000, 500)),
            List.of(new Region("here", 1)),
            List.of(new Sla("web", 99, 250, 0.9)),
            List.of(new Service("web", "web", 12, 24, 0, 40)),
            Limits.DEFAULT,
            Planning.DEFAULT,
            List.of(),
            0);
    /** What its engine is configured with. */
    static final EngineConfig ENGINE = new EngineConfig(
            42,
            ForecastConfig.DEFAULT,
            EngineConfig.DEFAULT_MAX_USERS,
            EngineConfig.DEFAULT_MAX_STREAMS,
            Mode.FORECAST_ONLY,
            FLEET);

    private final FailStop failStop = new FailStop(() -> {});
    private final Gateway gateway = new Gateway(GatewayConfig.DEFAULT.withPort(0));
    private final ControlLoop control = new ControlLoop(
            ControlLoop.Setup.inEngineTime(FLEET, new PoolPlanner(), new DryRunProvisioner(FLEET)), failStop);
    private final Pipeline pipeline;

    /** Recovers from the journal and listens on a free port; {@code acks} hears what the engine says, too. */
    ServerUnderTest(final PipelineConfig config, final Journal journal, final Outlet acks) {
        pipeline = Pipeline.launch(
                new Pipeline.Setup(config, ENGINE, Kernels.preferred(), System::currentTimeMillis, failStop),
                journal,
                List.of(gateway, control, acks));
        control.start(pipeline.sequencer());
        gateway.listen(pipeline.sequencer(), pipeline.firstFreeSession());
    }

    Sequencer sequencer() {
        return pipeline.sequencer();
    }

    int port() {
        return gateway.port();
    }

    /** Throws where a stage failed. */
    void check() {
        if (failStop.failure() != null) {
            throw new IllegalStateException("server failed", failStop.failure());
        }
    }

    @Override
    public void close() {
        gateway.close();
        control.close();
        pipeline.close();
        check();
    }
}
