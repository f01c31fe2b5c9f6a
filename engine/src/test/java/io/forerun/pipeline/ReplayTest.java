package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.core.Engine;
import io.forerun.journal.Journal;
import io.forerun.journal.JournalReader;
import io.forerun.journal.MemoryJournal;
import io.forerun.neural.ModelFormat;
import io.forerun.neural.RandomModel;
import io.forerun.plan.Plan;
import io.forerun.plan.Planner;
import io.forerun.plan.PoolPlanner;
import io.forerun.simd.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final int RECORDS = 40_000;
    private static final Blocks BLOCKS = Blocks.random(7, RECORDS, 500, 200);

    private static final byte[] MODEL = ModelFormat.encode(RandomModel.of(3));

    private record Hashes(long learned, long state, long accepted) {}

    private static Hashes replay(final Journal journal, final Kernels kernels) {
        try (JournalReader reader = journal.reader()) {
            final JournalReplay replay = new JournalReplay(kernels).run(reader);
            assertEquals(0, replay.mismatches());
            try (Engine engine = replay.engine()) {
                return new Hashes(
                        engine.learnedHash(),
                        engine.stateHash(),
                        engine.status().accepted());
            }
        }
    }

    private static Hashes run(final int ringBatch, final int sendBatch) {
        return run(ringBatch, sendBatch, true);
    }

    private static Hashes run(final int ringBatch, final int sendBatch, final boolean withModel) {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(
                RunningPipeline.eventTime().withMaxBatch(ringBatch), journal, Kernels.preferred())) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, RECORDS / 2, sendBatch);
            if (withModel) {
                running.pipeline.sequencer().model(MODEL);
            }
            running.send(1, BLOCKS, RECORDS / 2, RECORDS, sendBatch);
            running.awaitAck(RECORDS);
        }
        return replay(journal, Kernels.preferred());
    }

    @Test
    void shouldGiveOneHashWhateverTheBatches() {
        final Hashes expected = run(16, 256);
        assertEquals(RECORDS, expected.accepted());
        assertEquals(expected, run(1, 1));
        assertEquals(expected, run(7, 7));
        assertEquals(expected, run(256, 1_364));
    }

    @Test
    void shouldDecideTheSameFromPlansMadeAnewAndTellOfAnotherPlanner() {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, Kernels.preferred())) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, RECORDS, 256);
            running.awaitAck(RECORDS);
        }
        final JournalReplay same = replan(journal, new PoolPlanner());
        assertTrue(same.plans() > 10, "plans=" + same.plans());
        assertEquals(0, same.otherPlans());
        assertEquals(0, same.mismatches());
        final JournalReplay other = replan(journal, input -> {
            final Plan plan = new PoolPlanner().plan(input);
            return new Plan(plan.basedOnMs() + 1, plan.capacityRevision(), plan.modeRevision(), plan.targets());
        });
        assertEquals(same.plans(), other.otherPlans());
        assertEquals(1, other.mismatches());
    }

    private static JournalReplay replan(final MemoryJournal journal, final Planner planner) {
        try (JournalReader reader = journal.reader()) {
            final JournalReplay replay =
                    new JournalReplay(Kernels.preferred()).replanning(planner).run(reader);
            replay.engine().close();
            return replay;
        }
    }

    @Test
    void shouldEndWithACheckpointThatReplayConfirms() {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, Kernels.preferred())) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, 10_000, 256);
            running.awaitAck(10_000);
        }
        try (JournalReader reader = journal.reader()) {
            final JournalReplay replay = new JournalReplay(Kernels.scalar()).run(reader);
            assertTrue(replay.endsWithCheckpoint());
            assertEquals(1, replay.checkpoints());
            assertEquals(0, replay.mismatches());
            assertEquals(replay.expectedStateHash(), replay.engine().stateHash());
            replay.engine().close();
        }
    }

    @Test
    void shouldReplayAnIngressJournalToTheSameHashes() {
        final MemoryJournal journal = new MemoryJournal();
        final long[] wallMs = {Blocks.START_MS};
        try (RunningPipeline running =
                new RunningPipeline(PipelineConfig.DEFAULT, journal, Kernels.preferred(), () -> wallMs[0] += 37)) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, RECORDS, 256);
            running.awaitAck(RECORDS);
        }
        final Hashes vector = replay(journal, Kernels.preferred());
        assertEquals(RECORDS, vector.accepted());
        assertEquals(vector, replay(journal, Kernels.scalar()));
    }

    @Test
    void shouldLearnTheSameWhenKilledAnywhereAndResumed() {
        final long undisturbed = run(16, 256, false).learned();
        final SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 4; round++) {
            MemoryJournal journal = new MemoryJournal();
            long session = 1;
            int kills = 0;
            long taken = 0;
            while (taken < RECORDS) {
                final RunningPipeline running =
                        new RunningPipeline(RunningPipeline.eventTime(), journal, Kernels.preferred());
                session = Math.max(session, running.pipeline.firstFreeSession());
                running.pipeline.sequencer().sessionOpen(session++, 10, 20, 1);
                final int until = kills < 3 ? (int) Math.min(RECORDS, taken + 3_000 + random.nextInt(9_000)) : RECORDS;
                running.send(session - 1, BLOCKS, (int) taken, until, 1 + random.nextInt(400));
                running.awaitAck(until);
                running.close();
                journal = kills++ < 3 ? killed(journal, random) : journal;
                taken = lastTaken(journal);
            }
            assertEquals(undisturbed, replay(journal, Kernels.preferred()).learned(), "round " + round);
        }
    }

    /** The journal as a crash leaves it: without its last records, the newest of them torn. */
    private static MemoryJournal killed(final MemoryJournal journal, final SplittableRandom random) {
        MemoryJournal left = journal;
        for (int lost = random.nextInt(6); lost >= 0; lost--) {
            left.cut(random.nextInt(20));
            left = left.reopen();
        }
        return left;
    }

    private static long lastTaken(final MemoryJournal journal) {
        try (JournalReader reader = journal.reader()) {
            final Engine engine =
                    new JournalReplay(Kernels.preferred()).run(reader).engine();
            final long taken = engine.status().accepted() + engine.status().refused();
            engine.close();
            return taken;
        }
    }

    @Test
    void shouldNotLetAFencedSessionMoveEventTime() {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, Kernels.preferred())) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, 10_000, 256);
            running.awaitAck(10_000);
            running.pipeline.sequencer().sessionOpen(2, 10, 20, 1);
            running.send(1, BLOCKS, 10_000, 20_000, 256); // What was on its way when the client connected anew.
            running.send(2, BLOCKS, 10_000, RECORDS, 256);
            running.awaitAck(RECORDS);
        }
        assertEquals(
                run(16, 256, false).learned(),
                replay(journal, Kernels.preferred()).learned());
    }

    @Test
    void shouldStopBeforeTheFirstRecordOfALaterTime() {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, Kernels.preferred())) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, RECORDS, 64);
            running.awaitAck(RECORDS);
        }
        final long endMs = endOf(journal, Long.MAX_VALUE);
        final long middleMs = (Blocks.START_MS + endMs) / 2;
        final long stoppedMs = endOf(journal, middleMs);
        assertTrue(stoppedMs <= middleMs && stoppedMs > Blocks.START_MS, "stopped at " + stoppedMs);
        assertEquals(endMs, endOf(journal, endMs));
    }

    private static long endOf(final MemoryJournal journal, final long untilMs) {
        try (JournalReader reader = journal.reader();
                Engine engine = new JournalReplay(Kernels.preferred())
                        .until(untilMs)
                        .run(reader)
                        .engine()) {
            return engine.nowMs();
        }
    }

    @Test
    void shouldChangeItsHashesWithOneRecord() {
        final Blocks changed = Blocks.random(7, RECORDS, 500, 200);
        changed.timestamp(RECORDS - 1, Blocks.START_MS);
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, Kernels.preferred())) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, changed, 0, RECORDS, 256);
            running.awaitAck(RECORDS);
        }
        assertNotEquals(
                run(16, 256).learned(), replay(journal, Kernels.preferred()).learned());
    }
}
