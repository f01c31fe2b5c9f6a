package io.forerun.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what a scan found into files that are never written again: exactly the records of the prefix, nothing behind them.
 * Bytes are taken out only after a copy of them is durable, and a step left undone by a crash is found by the next scan.
 * The caller holds the directory's lock.
 */
final class Repair {
    private final Path directory;
    private final JournalScan scan;
    private final Map<Path, JournalScan.Span> spans = new HashMap<>();
    private Path damaged;

    private Repair(final Path directory, final JournalScan scan) {
        this.directory = directory;
        this.scan = scan;
        scan.spans().forEach(span -> spans.put(span.file(), span));
    }

    /** Seals the prefix and says what was taken out for it. */
    static SalvageReport seal(final Path directory, final JournalScan scan) throws IOException {
        return new Repair(directory, scan).seal();
    }

    private SalvageReport seal() throws IOException {
        for (final Path table : JournalFiles.queueTables(directory)) {
            Files.delete(table);
        }
        if (scan.verdict() != JournalHealth.Verdict.HEALTHY) {
            setAside();
        }
        for (final Path file : JournalFiles.list(directory)) {
            final JournalScan.Span span = spans.get(file);
            if (span == null) {
                Files.delete(file);
            } else if (!JournalFiles.isSealed(file) || Files.size(file) != span.end()) {
                sealFile(span);
            }
        }
        JournalFiles.sync(directory);
        return new SalvageReport(
                scan.lastSequence() - scan.firstSequence() + 1,
                scan.lastSequence(),
                scan.recordsAside(),
                scan.lost(),
                Optional.ofNullable(damaged));
    }

    /** Copies what is behind the prefix, then removes the files that hold nothing of it, the newest first. */
    private void setAside() throws IOException {
        final List<Path> files = new ArrayList<>(JournalFiles.list(directory));
        final List<Path> without = new ArrayList<>();
        damaged = JournalFiles.createDamaged(directory);
        for (final Path file : files) {
            final JournalScan.Span span = spans.get(file);
            if (span == null) {
                without.add(file);
            } else {
                copyTail(file, span.end());
            }
        }
        JournalFiles.sync(damaged);
        JournalFiles.sync(directory);
        for (final Path file : without.reversed()) {
            Files.move(file, damaged.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        JournalFiles.sync(damaged);
    }

    private void copyTail(final Path file, final long from) throws IOException {
        try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            if (source.size() <= from) {
                return;
            }
            final Path copy = damaged.resolve(file.getFileName() + ".from-" + from);
            try (FileChannel target = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                long position = from;
                while (position < source.size()) {
                    position += source.transferTo(position, source.size() - position, target);
                }
                target.force(true);
            }
        }
    }

    private void sealFile(final JournalScan.Span span) throws IOException {
        try (FileChannel channel = FileChannel.open(span.file(), StandardOpenOption.WRITE)) {
            channel.truncate(span.end());
            channel.force(true);
        }
        Files.move(span.file(), JournalFiles.sealed(directory, span.firstSequence()), StandardCopyOption.ATOMIC_MOVE);
    }
}
