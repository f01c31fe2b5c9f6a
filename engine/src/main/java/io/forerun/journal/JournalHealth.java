package io.forerun.journal;

import java.util.List;

/**
 * What is in a journal and whether it is whole.
 *
 * @param verdict what opening it would do
 * @param firstSequence the oldest record kept
 * @param lastSequence the last record of the whole prefix, firstSequence - 1 if there is none
 * @param bytes sizes of its files together
 * @param files how many
 * @param formatVersion of the excerpts
 * @param lost sequences missing in front of records found behind the prefix; the records behind cannot be applied
 */
public record JournalHealth(
        Verdict verdict,
        long firstSequence,
        long lastSequence,
        long bytes,
        int files,
        int formatVersion,
        List<SequenceRange> lost) {
    /** What opening the journal would do. */
    public enum Verdict {
        /** Go on behind the last record. */
        HEALTHY,
        /** Take out the unfinished bytes behind the last whole record and go on. */
        TORN,
        /** Refuse: records are missing in front of valid ones. */
        HOLE,
        /** Refuse: a newer program wrote it. */
        NEWER
    }

    /** Keeps its own list. */
    public JournalHealth {
        lost = List.copyOf(lost);
    }

    /** Records of the whole prefix. */
    public long records() {
        return lastSequence - firstSequence + 1;
    }
}
