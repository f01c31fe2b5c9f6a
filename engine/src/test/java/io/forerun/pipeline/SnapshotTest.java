package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.core.Engine;
import io.forerun.core.Engine.Command;
import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import io.forerun.journal.MemoryJournal;
import io.forerun.neural.ModelFormat;
import io.forerun.neural.RandomModel;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.plan.Replicas;
import io.forerun.prewarm.PrewarmConfig;
import io.forerun.simd.Kernels;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A snapshot and the tail behind it are as good as the whole journal. */
class SnapshotTest {
    private static final int RECORDS = 40_000;
    private static final Blocks BLOCKS = Blocks.random(11, RECORDS, 900, 200);
    private static final EngineConfig CONFIG = new EngineConfig(
                    42, ForecastConfig.DEFAULT, 600, 100, Mode.FULL, withReplicas(RunningPipeline.FLEET))
            .withPrewarm(new PrewarmConfig(.2));

    /** Everything that a journal can hold, stopped and begun again twice. */
    private static MemoryJournal journal;

    private static Fleet withReplicas(final Fleet fleet) {
        final Replicas replicas = new Replicas(List.of("1", "2"), .5, 256, 0, 20_000, 20_000, 1, 100);
        return new Fleet(
                fleet.nodeTypes(),
                fleet.regions(),
                fleet.slas(),
                List.of(fleet.services().getFirst().with(Optional.of(replicas))),
                fleet.limits(),
                fleet.planning(),
                fleet.floors(),
                0);
    }

    @BeforeAll
    static void run() {
        MemoryJournal next = new MemoryJournal();
        for (int stretch = 0; stretch < 3; stretch++) {
            journal = next;
            try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, CONFIG)) {
                final long session = running.pipeline.firstFreeSession();
                final Sequencer sequencer = running.pipeline.sequencer();
                sequencer.sessionOpen(session, 10, 20, 1);
                final int from = stretch * RECORDS / 3;
                final int to = (stretch + 1) * RECORDS / 3;
                running.send(session, BLOCKS, from, (from + to) / 2, 256);
                if (stretch == 1) {
                    sequencer.model(ModelFormat.encode(RandomModel.of(3)));
                }
                sequencer.operator(
                        session, 1, Command.SET_MODE.ordinal(), (stretch == 1 ? Mode.FLOOR_ONLY : Mode.FULL).ordinal());
                sequencer.forget(session, 2, 5 * 0x9E3779B97F4A7C15L);
                running.send(session, BLOCKS, (from + to) / 2, to, 256);
                running.awaitAck(to);
            }
            next = journal.reopen();
        }
        journal.snapshots().keep(0);
    }

    @AfterEach
    void forget() {
        journal.snapshots().keep(0);
    }

    private static JournalReplay whole() {
        return new JournalReplay(Kernels.preferred()).run(journal, Start.OLDEST);
    }

    /** A replay of the first records only. */
    private static JournalReplay until(final long sequence) {
        final JournalReplay replay = new JournalReplay(Kernels.preferred());
        replay.run(new FirstRecords(journal.reader(), sequence));
        return replay;
    }

    @Test
    void shouldGoOnAsIfItHadSeenEverything() {
        final JournalReplay whole = whole();
        assertEquals(0, whole.mismatches());
        final SplittableRandom random = new SplittableRandom(5);
        final List<Long> places = new ArrayList<>(List.of(journal.lastSequence()));
        for (int place = 0; place < 5; place++) {
            places.add(random.nextLong(2, journal.lastSequence()));
        }
        for (final long place : places) {
            final JournalReplay first = until(place);
            first.write(journal);
            final long state = first.engine().stateHash();
            first.engine().close();
            final JournalReplay rest = new JournalReplay(Kernels.scalar()).run(journal, Start.NEWEST);
            assertEquals(journal.lastSequence() - place, rest.records(), "did not begin behind record " + place);
            assertEquals(0, rest.mismatches());
            assertEquals(whole.engine().learnedHash(), rest.engine().learnedHash(), "behind record " + place);
            assertEquals(whole.engine().stateHash(), rest.engine().stateHash(), "behind record " + place);
            assertNotEquals(
                    place == journal.lastSequence() ? 0 : state, rest.engine().stateHash());
            rest.engine().close();
            journal.snapshots().keep(0);
        }
        whole.engine().close();
    }

    /** Nothing is left out, whether or not a hash knows of it. */
    @Test
    void shouldGiveBackEveryField() {
        final JournalReplay replay = whole();
        replay.write(journal);
        final JournalReplay restored = new JournalReplay(Kernels.preferred()).run(journal, Start.NEWEST);
        assertEquals(0, restored.records());
        assertEquals(List.of(), SameState.differences(replay.engine(), restored.engine()));
        restored.engine().close();
        replay.engine().close();
    }

    @Test
    void shouldNotUseWhatIsDamagedOrOfAnotherJournal() {
        final JournalReplay first = until(journal.lastSequence() / 2);
        first.write(journal);
        final long sequence = first.sequence();
        first.engine().close();
        final byte[] bytes = journal.snapshots().bytes(sequence);
        final SplittableRandom random = new SplittableRandom(7);
        final long expected = hash(journal);
        for (int round = 0; round < 5; round++) {
            final int at = random.nextInt(bytes.length - 8);
            bytes[at] ^= 1;
            final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(journal, Start.NEWEST);
            assertEquals(journal.lastSequence(), replay.records(), "damage at " + at);
            assertEquals(expected, replay.engine().stateHash());
            replay.engine().close();
            bytes[at] ^= 1;
        }
        final MemoryJournal other = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), other, CONFIG)) {
            running.pipeline.sequencer().sessionOpen(1, 11, 21, 1);
            running.send(1, BLOCKS, 0, RECORDS, 8);
            running.awaitAck(RECORDS);
        }
        other.snapshots().keep(0);
        assertTrue(other.lastSequence() > sequence);
        other.snapshots().write(sequence, channel -> channel.write(ByteBuffer.wrap(bytes)));
        final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(other, Start.NEWEST);
        assertEquals(other.lastSequence(), replay.records());
        replay.engine().close();
    }

    private static long hash(final MemoryJournal of) {
        try (Engine engine =
                new JournalReplay(Kernels.preferred()).run(of, Start.OLDEST).engine()) {
            return engine.stateHash();
        }
    }

    /** A snapshot that knows more than a cut journal is gone with the records, before others take their numbers. */
    @Test
    void shouldForgetWhatTheJournalLost() {
        final MemoryJournal cut = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), cut, CONFIG)) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, 1_000, 8);
            running.awaitAck(1_000);
        }
        assertEquals(List.of(cut.lastSequence()), cut.snapshots().sequences());
        cut.cut(5);
        assertEquals(List.of(), cut.reopen().snapshots().sequences());
    }
}
