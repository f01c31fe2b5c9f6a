package io.forerun.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a repair kept and what it took out.
 *
 * @param recordsKept the whole prefix, readable and open for appends again
 * @param lastSequence its last record
 * @param recordsAside whole records found behind the first gap; they cannot be applied without those before them
 * @param lost sequences of records of which nothing readable was found, up to the last one found
 * @param damaged where the bytes taken out are; empty if there were none
 */
public record SalvageReport(
        long recordsKept, long lastSequence, long recordsAside, List<SequenceRange> lost, Optional<Path> damaged) {
    /** Keeps its own list. */
    public SalvageReport {
        lost = List.copyOf(lost);
    }

    /** Sequence of the first record that is not in the journal any more, if one is known to be missing. */
    public Optional<Long> firstBadSequence() {
        return damaged.isPresent() ? Optional.of(lastSequence + 1) : Optional.empty();
    }
}
