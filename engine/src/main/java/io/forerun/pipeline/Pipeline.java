package io.forerun.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.forerun.core.Engine;
import io.forerun.core.EngineConfig;
import io.forerun.core.Reply;
import io.forerun.journal.Journal;
import io.forerun.journal.JournalException;
import io.forerun.journal.Snapshots;
import io.forerun.memory.Slab;
import io.forerun.plan.Decision;
import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ring, stages and their threads, from recovery to an ordered stop. Owns the engine; the journal belongs to the caller, who
 * closes it after this.
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    /** Below this many processors a stage that waits gives its core away; from here on it may spin. */
    private static final int CORES_FOR_SPINNING = 6;

    private static final long DRAIN_CHECK_NS = 50_000;
    private static final long TICK_CHECK_NS = 5_000_000;

    private final Engine engine;
    private final Journal journal;
    private final FailStop failStop;
    private final Slab slab;
    private final RingBuffer<Slot> ring;
    private final Sequencer sequencer;
    private final List<BatchEventProcessor<Slot>> stages = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Sequence published;
    private final long recoveredModel;
    private volatile boolean ticking = true;
    private boolean closed;

    /**
     * What a pipeline is built from.
     *
     * @param pipeline how stages run
     * @param engine wanted configuration; its seed is used only for a new journal
     * @param kernels arithmetic
     * @param wallClockMs the machine's clock, read by the sequencer alone
     * @param failStop told of failures
     */
    public record Setup(
            PipelineConfig pipeline,
            EngineConfig engine,
            Kernels kernels,
            LongSupplier wallClockMs,
            FailStop failStop) {}

    private Pipeline(final Setup setup, final Journal journal, final Engine engine, final List<Outlet> outlets) {
        this.engine = engine;
        recoveredModel = engine.modelName();
        this.journal = journal;
        this.failStop = setup.failStop();
        final int slots = setup.pipeline().ringSlots();
        slab = Slab.allocate("pipeline.ring", (long) slots * Slot.LENGTH);
        final int[] next = {0};
        final PublishStage publish = new PublishStage(outlets);
        ring = RingBuffer.createMultiProducer(
                () -> new Slot(slab.segment(), (long) next[0]++ * Slot.LENGTH, publish::hearsDue),
                slots,
                waitStrategy());
        final JournalStage journalStage =
                new JournalStage(journal, setup.pipeline().ackSynced());
        final EngineStage engineStage = new EngineStage(engine, setup.pipeline().clock());
        final int maxBatch = setup.pipeline().maxBatch();
        final Sequence journalled = stage("forerun-journal", journalStage, maxBatch);
        final Sequence applied = stage("forerun-engine", engineStage, maxBatch);
        published = stage("forerun-publish", publish, maxBatch, journalled, applied);
        ring.addGatingSequences(published);
        failStop.haltWith(() -> stages.forEach(BatchEventProcessor::halt));
        sequencer = new Sequencer(
                ring, failStop, setup.pipeline(), setup.engine(), setup.wallClockMs(), engineStage::isTickOpen);
    }

    /**
     * Recovers the engine from the journal, starts the stages, writes the configuration into the journal, closes the sessions
     * that a crash left open, and asks again for what was owed: a plan, open decisions.
     *
     * @throws IllegalArgumentException if the journal was begun under a configuration that this one cannot continue
     */
    public static Pipeline launch(final Setup setup, final Journal journal, final List<Outlet> outlets) {
        final Engine recovered = recover(setup.kernels(), journal);
        final EngineConfig config = recovered == null
                ? setup.engine()
                : setup.engine().withSecretSeed(recovered.config().secretSeed());
        if (recovered != null && !config.continues(recovered.config())) {
            final String began = recovered.config().forecast().toString();
            recovered.close();
            throw new IllegalArgumentException("configuration: forecast=" + config.forecast()
                    + ", allowed=the journal's own, " + began + ", or a new journal");
        }
        final Engine engine = recovered == null ? new Engine(config, setup.kernels()) : recovered;
        final Setup resolved =
                new Setup(setup.pipeline(), config, setup.kernels(), setup.wallClockMs(), setup.failStop());
        final Pipeline pipeline = new Pipeline(resolved, journal, engine, outlets);
        pipeline.start(resolved, outlets, recovered != null);
        return pipeline;
    }

    private static Engine recover(final Kernels kernels, final Journal journal) {
        if (journal.lastSequence() == 0) {
            return null;
        }
        return new JournalReplay(kernels).run(journal, Start.NEWEST).engine();
    }

    private void start(final Setup setup, final List<Outlet> outlets, final boolean recovered) {
        sequencer.resume(recovered ? engine.nowMs() : -1, engine.planOwed());
        final List<Long> leftOpen = engine.openSessions();
        final Reply.PlanRequested owedPlan = engine.planOwed() ? engine.planRequest() : null;
        final List<Decision> openDecisions = engine.openDecisions();
        threads.forEach(Thread::start);
        sequencer.configuration(ConfigurationParts.cut(setup.engine()));
        leftOpen.forEach(sequencer::sessionClose);
        for (final Outlet outlet : outlets) {
            if (!openDecisions.isEmpty()) {
                outlet.reply(new Reply.DecisionsMade(openDecisions));
            }
            if (owedPlan != null) {
                outlet.reply(owedPlan);
            }
        }
        final Thread ticks = new Thread(this::tick, "forerun-ticks");
        ticks.setDaemon(true);
        threads.add(ticks);
        ticks.start();
    }

    private Sequence stage(
            final String name, final EventHandler<Slot> handler, final int maxBatch, final Sequence... behind) {
        // Bounded: a stage shows its progress once a batch, so an unbounded batch would starve the stage behind it.
        final BatchEventProcessor<Slot> processor = new BatchEventProcessorBuilder()
                .setMaxBatchSize(maxBatch)
                .build(ring, ring.newBarrier(behind), handler);
        processor.setExceptionHandler(failStop);
        stages.add(processor);
        final Thread thread = new Thread(processor, name);
        thread.setUncaughtExceptionHandler((dying, cause) -> failStop.fail(dying.getName(), cause));
        threads.add(thread);
        return processor.getSequence();
    }

    private static WaitStrategy waitStrategy() {
        return Runtime.getRuntime().availableProcessors() < CORES_FOR_SPINNING
                ? new BackoffWaitStrategy()
                : new YieldingWaitStrategy();
    }

    private void tick() {
        while (ticking && failStop.failure() == null) {
            sequencer.emitDueTicks();
            sequencer.emitSlicesWhereIdle();
            LockSupport.parkNanos(TICK_CHECK_NS);
        }
    }

    /** The way in. */
    public Sequencer sequencer() {
        return sequencer;
    }

    /** Name of the model that the journal left in force at the start, 0 for none. */
    public long recoveredModel() {
        return recoveredModel;
    }

    /** First session number that this journal has not seen. */
    public long firstFreeSession() {
        return engine.highestSession() + 1;
    }

    /**
     * Stops in order: nothing more comes in, what is in the ring is journalled, applied and published, the threads end, and
     * the hashes are written as the journal's last record, and behind it a snapshot, from which the next start goes on. After a
     * failure nothing is written. A second call does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ticking = false;
        sequencer.close();
        while (failStop.failure() == null && published.get() < ring.getCursor()) {
            LockSupport.parkNanos(DRAIN_CHECK_NS);
        }
        stages.forEach(BatchEventProcessor::halt);
        threads.forEach(Pipeline::join);
        if (failStop.failure() == null) {
            writeCheckpoint();
        }
        engine.close();
        slab.close();
    }

    private void writeCheckpoint() {
        final UnsafeBuffer buffer = new UnsafeBuffer(slab.segment().address(), Slot.LENGTH);
        final int length = new RecordPublisher()
                .checkpoint(
                        buffer,
                        engine.nowMs(),
                        engine.learnedHash(),
                        engine.stateHash(),
                        engine.status().accepted());
        final long sequence = journal.append(buffer, 0, length);
        journal.sync();
        writeSnapshot(new Snapshot.At(sequence, Snapshot.sum(buffer, 0, length)));
    }

    /** Where it cannot be written, the next start takes longer, which is no reason not to stop. */
    private void writeSnapshot(final Snapshot.At at) {
        try {
            final Snapshots snapshots = journal.snapshots();
            snapshots.write(at.sequence(), channel -> Snapshot.write(channel, at, new RecordAdapter(engine)));
            snapshots.keep(Snapshot.KEPT);
        } catch (final JournalException refused) {
            LOG.warn("{}", refused.getMessage());
        }
    }

    private static void join(final Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive() && thread != Thread.currentThread()) {
            throw new FatalException("thread " + thread.getName() + " did not end within 10 s", null);
        }
    }
}
