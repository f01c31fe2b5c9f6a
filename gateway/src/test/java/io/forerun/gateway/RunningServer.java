package io.forerun.gateway;

import io.forerun.core.EngineConfig;
import io.forerun.core.Reply;
import io.forerun.forecast.ForecastConfig;
import io.forerun.journal.Journal;
import io.forerun.neural.ModelFormat;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.ParameterGroup;
import io.forerun.neural.TrainingSpan;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Pipeline;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.pipeline.Sequencer;
import io.forerun.plan.Capacity;
import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.Mode;
import io.forerun.plan.NodeType;
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planning;
import io.forerun.plan.PoolPlanner;
import io.forerun.plan.Region;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.prewarm.PrewarmConfig;
import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** A whole server on a free port of the loopback: pipeline, gateway, and a planner that answers on a thread of its own. */
public final class RunningServer implements AutoCloseable {
    /** A free port, otherwise as by default. */
    public static final GatewayConfig ANY_PORT = GatewayConfig.DEFAULT.withPort(0);

    private static final Fleet FLEET = new Fleet(
            List.of(new NodeType("c1", 1, 4, 0, 0.1, 120_000, 180_000, 500)),
            List.of(new Region("eu", 1)),
            List.of(new Sla("web", 99, 250, 0.9)),
            List.of(new Service("web", "web", 1, 0, 0, 0)),
            Limits.DEFAULT,
            Planning.DEFAULT,
            List.of(),
            0);
    private static final EngineConfig ENGINE =
            new EngineConfig(42, ForecastConfig.DEFAULT, 1_000_000, 65_536, Mode.FULL, FLEET);

    final FailStop failStop = new FailStop(() -> {});
    private final PlanningOutlet planning = new PlanningOutlet();
    private final Gateway gateway;
    private final Pipeline pipeline;

    private RunningServer(
            final GatewayConfig config,
            final ClockMode clock,
            final EngineConfig engine,
            final Journal journal,
            final LongSupplier wallClockMs) {
        gateway = new Gateway(config);
        final PipelineConfig stages = PipelineConfig.DEFAULT.withClock(clock);
        pipeline = Pipeline.launch(
                new Pipeline.Setup(stages, engine, Kernels.preferred(), wallClockMs, failStop),
                journal,
                List.of(gateway, planning));
        planning.begin(pipeline.sequencer());
        gateway.listen(pipeline.sequencer(), pipeline.firstFreeSession());
    }

    /** A server whose time is that of the records. */
    public static RunningServer eventTime(final GatewayConfig config, final Journal journal) {
        return new RunningServer(config, ClockMode.EVENT, ENGINE, journal, System::currentTimeMillis);
    }

    /** The same, with users announced who are due with this probability. */
    public static RunningServer announcing(final double probability, final Journal journal) {
        final EngineConfig engine = ENGINE.withPrewarm(new PrewarmConfig(probability));
        return new RunningServer(ANY_PORT, ClockMode.EVENT, engine, journal, System::currentTimeMillis);
    }

    /** Lets a model of users come into force, of whom everyone is back within seconds. */
    public void activateEager() {
        final float[] scale = new float[ParameterGroup.RATES.columns];
        Arrays.fill(scale, .5f);
        pipeline.sequencer()
                .model(ModelFormat.encode(new NeuralModel(
                        new float[ParameterGroup.TOTAL], scale, 3, new TrainingSpan(1_000, 2_000, 3_000, 4_000))));
    }

    /** A server whose time is that of a clock. */
    public static RunningServer ingressTime(
            final GatewayConfig config, final Journal journal, final LongSupplier wallClockMs) {
        return new RunningServer(config, ClockMode.INGRESS, ENGINE, journal, wallClockMs);
    }

    /** The port listened on. */
    public int port() {
        return gateway.port();
    }

    Gateway gateway() {
        return gateway;
    }

    Sequencer sequencer() {
        return pipeline.sequencer();
    }

    /** Stops in order. */
    @Override
    public void close() {
        gateway.close();
        planning.planner.shutdown();
        pipeline.close();
    }

    /** Answers requests for plans; those that come before there is a way back wait. */
    private static final class PlanningOutlet implements Outlet {
        private final ExecutorService planner = Executors.newSingleThreadExecutor();
        private final List<PlanInput> early = new ArrayList<>();
        private Sequencer sequencer;

        @Override
        public void ack(
                final long session,
                final long sequence,
                final long trimmed,
                final long[] refused,
                final boolean endOfInput) {}

        @Override
        public synchronized void reply(final Reply reply) {
            if (reply instanceof Reply.PlanRequested request) {
                if (sequencer == null) {
                    early.add(request.input());
                } else {
                    plan(request.input());
                }
            }
        }

        synchronized void begin(final Sequencer way) {
            sequencer = way;
            early.forEach(this::plan);
        }

        private void plan(final PlanInput input) {
            final Sequencer way = sequencer;
            planner.execute(() -> {
                final Capacity seen = new Capacity(1, input.capacity().targets());
                if (input.capacity().revision() == 0) {
                    way.capacity(seen); // Nothing is decided before somebody has looked at what runs.
                }
                way.plan(new PoolPlanner().plan(input.with(seen)));
            });
        }

        @Override
        public void flush() {}
    }
}
