package io.forerun.replay;

import io.forerun.core.Engine;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalSource;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.Start;
import io.forerun.simd.Kernels;
import java.nio.file.Path;

/**
 * A snapshot that was taken of a journal, from which the next start goes on: made by an engine of its own, which goes on from the
 * snapshot before, so that the one in service never stands still for it.
 *
 * @param sequence the newest record that it knows
 * @param replayed records between the snapshot before and this one
 * @param users profiles held
 * @param groups demand series, total included
 * @param seconds that it took
 */
public record Snapshotting(long sequence, long replayed, long users, int groups, double seconds) {
    /**
     * Takes a snapshot of a journal as it is now, also while a server writes to it.
     *
     * @throws IllegalArgumentException if there is nothing in the journal
     * @throws io.forerun.journal.JournalException if it cannot be written; those before stay
     */
    public static Snapshotting of(final Path journal) {
        final long startNs = System.nanoTime();
        final JournalSource source = ChronicleJournal.source(journal);
        final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(source, Start.NEWEST);
        if (replay.engine() == null) {
            throw new IllegalArgumentException("journal: value=" + journal + ", allowed=one with records in it");
        }
        try (Engine engine = replay.engine()) {
            replay.write(source);
            return new Snapshotting(
                    replay.sequence(),
                    replay.activities(),
                    engine.status().users(),
                    engine.status().groups(),
                    (System.nanoTime() - startNs) / 1e9);
        }
    }
}
