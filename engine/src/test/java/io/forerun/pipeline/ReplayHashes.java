package io.forerun.pipeline;

import io.forerun.core.Engine;
import io.forerun.journal.JournalReader;
import io.forerun.journal.MemoryJournal;
import io.forerun.neural.ModelFormat;
import io.forerun.neural.RandomModel;
import io.forerun.simd.Kernels;

/** Runs a seeded stream through a pipeline, two models coming into force amid it, and prints both hashes; for JVMs with a forced vector width. */
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
            final Blocks blocks = Blocks.random(11, records, 300, 2_000);
            running.send(1, blocks, 0, records / 3, 256);
            running.pipeline.sequencer().model(ModelFormat.encode(RandomModel.of(1)));
            running.send(1, blocks, records / 3, records / 2, 256);
            running.pipeline.sequencer().model(ModelFormat.encode(RandomModel.of(2)));
            running.send(1, blocks, records / 2, records, 256);
            running.awaitAck(records);
        }
        try (JournalReader reader = journal.reader();
                Engine engine = new JournalReplay(kernels).run(reader).engine()) {
            return Long.toHexString(engine.learnedHash()) + " " + Long.toHexString(engine.stateHash());
        }
    }
}
