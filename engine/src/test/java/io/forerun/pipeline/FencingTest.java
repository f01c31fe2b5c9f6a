package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.core.Engine;
import io.forerun.journal.JournalReader;
import io.forerun.journal.MemoryJournal;
import io.forerun.simd.Kernels;
import org.junit.jupiter.api.Test;

/** Records that the engine would not take must not move event time: sent again by the newer session, they would be late. */
class FencingTest {
    private static final int RECORDS = 2_000;
    private static final Blocks BLOCKS = Blocks.random(7, RECORDS, 500, 200);

    @Test
    void shouldDropRecordsOfAFencedSessionBeforeTheyMoveTime() {
        assertEquals(learned(false), learned(true));
    }

    @Test
    void shouldLetTheNewerSessionAddAfterTheOlderCloses() {
        final SessionOwners owners = new SessionOwners();
        owners.open(1, 10, 20);
        owners.open(2, 10, 20);
        owners.open(3, 10, 21);
        assertEquals("false true true", adds(owners));
        owners.close(1);
        assertEquals("false true true", adds(owners));
        owners.close(2);
        owners.open(1, 10, 20);
        assertEquals("true false true", adds(owners));
    }

    private static String adds(final SessionOwners owners) {
        return owners.mayAdd(1) + " " + owners.mayAdd(2) + " " + owners.mayAdd(3);
    }

    private static long learned(final boolean disturbed) {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, Kernels.preferred())) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, BLOCKS, 0, 1_000, 100);
            running.pipeline.sequencer().sessionOpen(2, 10, 20, 1);
            if (disturbed) {
                running.send(1, BLOCKS, 1_000, RECORDS, 100); // What was still on its way.
                running.pipeline.sequencer().sessionClose(1);
            }
            running.send(2, BLOCKS, 1_000, RECORDS, 100);
            running.awaitAck(RECORDS);
        }
        try (JournalReader reader = journal.reader();
                Engine engine =
                        new JournalReplay(Kernels.preferred()).run(reader).engine()) {
            assertEquals(RECORDS, engine.status().accepted());
            return engine.learnedHash();
        }
    }
}
