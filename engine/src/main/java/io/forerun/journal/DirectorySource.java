package io.forerun.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A journal's directory, read while another process may write to it. */
final class DirectorySource implements JournalSource {
    private final Path directory;

    DirectorySource(final Path directory) {
        this.directory = directory;
    }

    @Override
    public long firstSequence() {
        try {
            ChronicleJournal.requireDirectory(directory);
            return JournalFiles.firstSequence(directory);
        } catch (final IOException e) {
            throw ChronicleJournal.unusable(directory, e);
        }
    }

    @Override
    public JournalReader reader(final long fromSequence) {
        try {
            ChronicleJournal.requireDirectory(directory);
            final JournalScan scan = JournalScan.of(directory, fromSequence);
            ChronicleJournal.requireUsable(directory, scan);
            final long end = scan.recordsAside() > 0 ? Long.MAX_VALUE : scan.lastSequence();
            return new FileReader(directory, Math.max(fromSequence, scan.firstSequence()), () -> end);
        } catch (final IOException e) {
            throw ChronicleJournal.unusable(directory, e);
        }
    }

    @Override
    public Snapshots snapshots() {
        return new DirectorySnapshots(directory);
    }
}
