package io.forerun.replay;

import io.forerun.core.Engine;
import io.forerun.core.EngineStatus;
import io.forerun.journal.ChronicleJournal;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.Start;
import io.forerun.plan.FleetPlanner;
import io.forerun.simd.Kernels;
import java.nio.file.Path;

/**
 * What a replay of a journal gave.
 *
 * @param journalRecords records of the journal read
 * @param records activity records among them
 * @param learnedHash of the rebuilt engine
 * @param stateHash of the rebuilt engine
 * @param expectedHash state hash to compare with: that of the journal's closing checkpoint, or, where the journal was not
 *     closed, that of a second replay with the other kind of arithmetic; 0 where nothing was compared
 * @param match whether every hash compared was equal
 * @param plans made anew and followed instead of those of the journal; 0 where that was not asked for
 * @param otherPlans those among them that are not what the journal holds
 * @param seconds of the first replay
 * @param status of the rebuilt engine
 */
public record Verification(
        long journalRecords,
        long records,
        long learnedHash,
        long stateHash,
        long expectedHash,
        Match match,
        long plans,
        long otherPlans,
        double seconds,
        EngineStatus status) {
    /** What the comparison says. */
    public enum Match {
        YES,
        NO,
        /** Another version of the engine wrote to this journal. */
        NOT_COMPARABLE
    }

    /** How a journal is replayed. */
    public enum Way {
        /** Once; compared with the checkpoint that closes the journal, where one does. */
        ONCE,
        /** Where no checkpoint closes the journal, once more to compare. */
        COMPARED,
        /** The same, with every plan made anew: what is decided must be what was decided. */
        REPLANNED
    }

    /** Replays from the oldest record on. */
    public static Verification of(final Path directory, final long untilMs, final Way way) {
        return of(directory, untilMs, Start.OLDEST, way);
    }

    /** Replays; a second replay to compare with begins with the oldest record in any case. */
    public static Verification of(final Path directory, final long untilMs, final Start start, final Way way) {
        final long startNs = System.nanoTime();
        final JournalReplay replay = replay(directory, untilMs, Kernels.preferred(), start, way == Way.REPLANNED);
        try (Engine engine = replay.engine()) {
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            final long stateHash = engine.stateHash();
            long expected = replay.endsWithCheckpoint() ? replay.expectedStateHash() : 0;
            if (!replay.endsWithCheckpoint() && way != Way.ONCE) {
                try (Engine second = replay(directory, untilMs, Kernels.scalar(), Start.OLDEST, false)
                        .engine()) {
                    expected = second.stateHash();
                }
            }
            final boolean equal =
                    replay.mismatches() == 0 && replay.otherPlans() == 0 && (expected == 0 || expected == stateHash);
            return new Verification(
                    replay.records(),
                    replay.activities(),
                    engine.learnedHash(),
                    stateHash,
                    expected,
                    replay.foreignEngine() ? Match.NOT_COMPARABLE : equal ? Match.YES : Match.NO,
                    replay.plans(),
                    replay.otherPlans(),
                    seconds,
                    engine.status());
        }
    }

    private static JournalReplay replay(
            final Path directory,
            final long untilMs,
            final Kernels kernels,
            final Start start,
            final boolean replanned) {
        final JournalReplay replay = new JournalReplay(kernels).until(untilMs);
        if (replanned) {
            replay.replanning(new FleetPlanner());
        }
        replay.run(ChronicleJournal.source(directory), start);
        if (replay.engine() == null) {
            throw new IllegalArgumentException("journal: value=" + directory + ", allowed=one with records in it");
        }
        return replay;
    }
}
