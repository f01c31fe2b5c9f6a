package io.forerun.pipeline;

import io.forerun.core.EngineConfig;
import io.forerun.core.Reply;
import io.forerun.forecast.ForecastConfig;
import io.forerun.journal.Journal;
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
import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A pipeline with an outlet that records and a planner that answers, driven from the test's thread. */
final class RunningPipeline implements AutoCloseable {
    static final Fleet FLEET = new Fleet(
            List.of(new NodeType("c1", 1, 4, 0, 0.1, 120_000, 180_000, 500)),
            List.of(new Region("eu", 1)),
            List.of(new Sla("web", 99, 250, 0.9)),
            List.of(new Service("web", "web", 1, 0, 0, 0)),
            Limits.DEFAULT,
            Planning.DEFAULT,
            List.of(),
            0);
    static final EngineConfig CONFIG = new EngineConfig(42, ForecastConfig.DEFAULT, 1_000_000, 100, Mode.FULL, FLEET);

    private final ExecutorService planning = Executors.newSingleThreadExecutor();
    final Recorder recorder = new Recorder();
    final FailStop failStop = new FailStop(() -> {});
    final Pipeline pipeline;

    RunningPipeline(final PipelineConfig config, final Journal journal, final Kernels kernels) {
        this(config, journal, kernels, System::currentTimeMillis);
    }

    RunningPipeline(final PipelineConfig config, final Journal journal, final EngineConfig engine) {
        this(config, journal, engine, Kernels.preferred(), System::currentTimeMillis);
    }

    RunningPipeline(
            final PipelineConfig config,
            final Journal journal,
            final Kernels kernels,
            final java.util.function.LongSupplier wallClockMs) {
        this(config, journal, CONFIG, kernels, wallClockMs);
    }

    private RunningPipeline(
            final PipelineConfig config,
            final Journal journal,
            final EngineConfig engine,
            final Kernels kernels,
            final java.util.function.LongSupplier wallClockMs) {
        recorder.planning = planning;
        pipeline = Pipeline.launch(
                new Pipeline.Setup(config, engine, kernels, wallClockMs, failStop), journal, List.of(recorder));
        recorder.sequencer = pipeline.sequencer();
        recorder.release();
    }

    static PipelineConfig eventTime() {
        return PipelineConfig.DEFAULT.withClock(ClockMode.EVENT);
    }

    /** Sends records [from, to) in calls of {@code batch}, waiting for room. */
    void send(final long session, final Blocks blocks, final int from, final int to, final int batch) {
        int next = from;
        while (next < to) {
            failStop.check();
            final int count = Math.min(batch, to - next);
            final int taken = pipeline.sequencer()
                    .activity(session, next + 1, false, blocks.buffer(), next * ActivityLayout.BLOCK_LENGTH, count);
            if (taken == 0) {
                LockSupport.parkNanos(20_000);
            }
            next += taken;
        }
    }

    /** Waits until the outlet heard an acknowledgement of a sequence. */
    void awaitAck(final long sequence) {
        while (recorder.acknowledged < sequence) {
            failStop.check();
            LockSupport.parkNanos(50_000);
        }
    }

    @Override
    public void close() {
        planning.shutdown();
        pipeline.close();
    }

    /** Keeps what was said; answers requests for plans on another thread. */
    static final class Recorder implements Outlet {
        final List<Reply> replies = new ArrayList<>();
        private final List<Reply> early = new ArrayList<>();
        volatile long acknowledged;
        volatile long duplicates;
        volatile long[] refused = {};
        private volatile Sequencer sequencer;
        private volatile Executor planning;

        @Override
        public void ack(
                final long session,
                final long lastSequence,
                final long trimmed,
                final long[] refusedByReason,
                final boolean endOfInput) {
            if (refused.length == 0) {
                refused = new long[refusedByReason.length];
            }
            System.arraycopy(refusedByReason, 0, refused, 0, refused.length);
            duplicates = trimmed;
            acknowledged = lastSequence;
        }

        @Override
        public synchronized void reply(final Reply reply) {
            if (!(reply instanceof Reply.TablePublished)) {
                replies.add(reply);
            }
            if (reply instanceof Reply.PlanRequested request) {
                if (sequencer == null) {
                    early.add(reply);
                } else {
                    answer(request);
                }
            }
        }

        private synchronized void release() {
            early.forEach(reply -> answer((Reply.PlanRequested) reply));
        }

        private void answer(final Reply.PlanRequested request) {
            planning.execute(() -> {
                final PlanInput asked = request.input();
                final Capacity seen = new Capacity(1, asked.capacity().targets());
                if (asked.capacity().revision() == 0) {
                    sequencer.capacity(seen); // Nothing is decided before somebody has looked at what runs.
                }
                sequencer.plan(new PoolPlanner().plan(asked.with(seen)));
            });
        }

        synchronized List<Reply> replies() {
            return List.copyOf(replies);
        }

        @Override
        public void flush() {}
    }
}
