package io.forerun.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pass over all records of a directory finds: the prefix without a gap, and what lies behind it. Changes nothing.
 */
final class JournalScan {
    /** The records of the prefix that one file holds; {@code end} is where in the file the last of them ends. */
    record Span(Path file, long firstSequence, long end) {}

    private final Path directory;
    private final List<Span> spans = new ArrayList<>();
    private final List<SequenceRange> aside = new ArrayList<>();

    private final long firstSequence;
    private long lastSequence;
    private Path file;
    private long spanFirstSequence;
    private long end;
    private boolean flawed;
    private int newerVersion;

    private JournalScan(final Path directory) throws IOException {
        this.directory = directory;
        this.firstSequence = JournalFiles.firstSequence(directory);
        this.lastSequence = firstSequence - 1;
    }

    /** Checks everything. */
    static JournalScan of(final Path directory) throws IOException {
        return of(directory, 0);
    }

    /**
     * Checks all but the sealed files that end before a record: what a snapshot stands for need not be read to go on from there.
     *
     * @param fromSequence the snapshot's record, 0 for none
     */
    static JournalScan of(final Path directory, final long fromSequence) throws IOException {
        final JournalScan scan = new JournalScan(directory);
        scan.trust(fromSequence);
        try (RecordWalk walk = new RecordWalk(directory, fromSequence)) {
            long next = scan.lastSequence + 1;
            while (walk.next(next)) {
                scan.take(walk);
                next = walk.sequence() + 1;
            }
            scan.endSpan();
            scan.flawed = walk.flawed();
            scan.newerVersion = walk.newerVersion();
        }
        return scan;
    }

    private void trust(final long fromSequence) throws IOException {
        final List<Path> files = JournalFiles.list(directory);
        final int count = JournalFiles.endBefore(files, fromSequence);
        if (count > 0) {
            spans.addAll(JournalFiles.spans(files.subList(0, count)));
            lastSequence = JournalFiles.spans(files.subList(count, count + 1))
                            .getFirst()
                            .firstSequence()
                    - 1;
        }
    }

    private void take(final RecordWalk walk) {
        final long sequence = walk.sequence();
        if (!aside.isEmpty() || sequence != lastSequence + 1) {
            final SequenceRange before = aside.isEmpty() ? null : aside.getLast();
            if (before != null && before.last() + 1 == sequence) {
                aside.set(aside.size() - 1, new SequenceRange(before.first(), sequence));
            } else {
                aside.add(new SequenceRange(sequence, sequence));
            }
            return;
        }
        if (walk.file() != file) {
            endSpan();
            file = walk.file();
            spanFirstSequence = sequence;
        }
        end = walk.end();
        lastSequence = sequence;
        walk.forgetFlaws();
    }

    private void endSpan() {
        if (file != null) {
            spans.add(new Span(file, spanFirstSequence, end));
        }
    }

    /**
     * What an operator wants to know.
     *
     * @param growing a writer is at work, so that bytes behind the last record are its next one
     */
    JournalHealth health(final boolean growing) throws IOException {
        final List<Path> files = JournalFiles.list(directory);
        long bytes = 0;
        for (final Path file : files) {
            bytes += Files.size(file);
        }
        final int version = newerVersion != 0 ? newerVersion : ExcerptDescriptor.VERSION;
        final JournalHealth.Verdict verdict =
                growing && verdict() == JournalHealth.Verdict.TORN ? JournalHealth.Verdict.HEALTHY : verdict();
        return new JournalHealth(verdict, firstSequence, lastSequence, bytes, files.size(), version, lost());
    }

    JournalHealth.Verdict verdict() {
        if (newerVersion != 0) {
            return JournalHealth.Verdict.NEWER;
        }
        if (!aside.isEmpty()) {
            return JournalHealth.Verdict.HOLE;
        }
        return flawed ? JournalHealth.Verdict.TORN : JournalHealth.Verdict.HEALTHY;
    }

    /** Files that hold records of the prefix, in order. */
    List<Span> spans() {
        return spans;
    }

    long firstSequence() {
        return firstSequence;
    }

    /** Last record of the prefix. */
    long lastSequence() {
        return lastSequence;
    }

    int newerVersion() {
        return newerVersion;
    }

    /** Whole records found behind the first gap. */
    long recordsAside() {
        return aside.stream().mapToLong(SequenceRange::count).sum();
    }

    /** Gaps between the prefix and the last whole record found behind it. */
    List<SequenceRange> lost() {
        final List<SequenceRange> gaps = new ArrayList<>();
        long before = lastSequence;
        for (final SequenceRange range : aside) {
            gaps.add(new SequenceRange(before + 1, range.first() - 1));
            before = range.last();
        }
        return gaps;
    }
}
