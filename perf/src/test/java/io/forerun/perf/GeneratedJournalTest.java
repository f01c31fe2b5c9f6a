package io.forerun.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.core.Engine;
import io.forerun.journal.JournalReader;
import io.forerun.journal.MemoryJournal;
import io.forerun.pipeline.ActivityLayout;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.simd.Kernels;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class GeneratedJournalTest {
    private static final Workload WORKLOAD = Workload.of(1, 1_000, 250_000, false); // Two minutes and a half.
    private static final long SESSION = 1;
    private static final int BATCH = 250;

    @Test
    void shouldTeachWhatAServerThatTakesTheSameRecordsLearns() {
        final MemoryJournal served = new MemoryJournal();
        final AckWatch acks = new AckWatch();
        final PipelineConfig config = PipelineConfig.DEFAULT.withClock(ClockMode.EVENT);
        try (ServerUnderTest server = new ServerUnderTest(config, served, acks)) {
            server.sequencer().sessionOpen(SESSION, 1, 1, 1);
            server.sequencer().dictionary(SESSION, Workload.objectNames());
            send(server, acks);
        }
        assertEquals(learned(served.reader()), learned(generated(256)));
    }

    @Test
    void shouldTeachTheSameHoweverRecordsAreBatched() {
        assertEquals(learned(generated(7)), learned(generated(256)));
    }

    private static GeneratedJournal generated(final int slotRecords) {
        return new GeneratedJournal(WORKLOAD, ServerUnderTest.ENGINE, slotRecords).until(WORKLOAD.count());
    }

    private static long learned(final JournalReader journal) {
        final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(journal);
        try (Engine engine = replay.engine()) {
            assertEquals(WORKLOAD.count(), engine.status().accepted());
            assertEquals(WORKLOAD.users(), engine.status().users());
            return engine.learnedHash();
        }
    }

    private static void send(final ServerUnderTest server, final AckWatch acks) {
        final UnsafeBuffer blocks = new UnsafeBuffer(new byte[BATCH * ActivityLayout.BLOCK_LENGTH]);
        for (int first = 0; first < WORKLOAD.count(); first += BATCH) {
            for (int index = 0; index < BATCH; index++) {
                WORKLOAD.encode(first + index, blocks, index * ActivityLayout.BLOCK_LENGTH);
            }
            int taken = 0;
            while (taken < BATCH) {
                final int offset = taken * ActivityLayout.BLOCK_LENGTH;
                taken += server.sequencer().activity(SESSION, first + taken + 1, false, blocks, offset, BATCH - taken);
                await(server, taken < BATCH);
            }
        }
        while (acks.acknowledged() < WORKLOAD.count()) {
            await(server, true);
        }
    }

    private static void await(final ServerUnderTest server, final boolean needed) {
        if (needed) {
            server.check();
            LockSupport.parkNanos(50_000);
        }
    }
}
