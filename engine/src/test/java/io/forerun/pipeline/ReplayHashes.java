package io.forerun.pipeline;

import io.forerun.core.Engine;
import io.forerun.journal.JournalReader;
import io.forerun.journal.MemoryJournal;
import io.forerun.simd.Kernels;

/** Runs a seeded stream through a pipeline and prints both hashes; for JVMs with a forced vector width. */
public final class ReplayHashes {
    private ReplayHashes() {}

    /** Takes one argument: vector or scalar. */
    public static void main(final String[] arguments) {
        System.out.println("hashes " + hashes(arguments[0].equals("scalar") ? Kernels.scalar() : Kernels.vector()));
    }

    static String hashes(final Kernels kernels) {
        final int records = 30_000;
        final MemoryJournal journal = new MemoryJournal();
        try (RunningPipeline running = new RunningPipeline(RunningPipeline.eventTime(), journal, kernels)) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            running.send(1, Blocks.random(11, records, 300, 2_000), 0, records, 256);
            running.awaitAck(records);
        }
        try (JournalReader reader = journal.reader();
                Engine engine = new JournalReplay(kernels).run(reader).engine()) {
            return Long.toHexString(engine.learnedHash()) + " " + Long.toHexString(engine.stateHash());
        }
    }
}
