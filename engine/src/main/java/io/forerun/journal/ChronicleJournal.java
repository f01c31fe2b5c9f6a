package io.forerun.journal;

import io.forerun.memory.Slab;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a directory, written through Chronicle Queue; package-info draws its files.
 *
 * <p>Opening checks every record that the newest snapshot does not stand for. A torn last record (the writer died in an append) is
 * taken out and kept aside. Records missing in front of valid ones stop the opening until {@link #salvage(Path)}.
 */
public final class ChronicleJournal implements Journal {
    /** Makes the sink; tests put a failing one in its place. */
    @FunctionalInterface
    interface SinkFactory {
        ExcerptSink create(Path directory, JournalConfig config, LongSupplier clockMs) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);
    private static final VarHandle LAST_SEQUENCE;

    static {
        try {
            LAST_SEQUENCE = MethodHandles.lookup().findVarHandle(ChronicleJournal.class, "lastSequence", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path directory;
    private final DirectoryLock lock;
    private final ExcerptSink sink;
    private volatile long firstSequence;
    private final Slab slab = Slab.allocate("journal.excerpt", ExcerptDescriptor.MAX_LENGTH);
    private final ByteBuffer bytes = slab.segment().asByteBuffer();
    private final UnsafeBuffer excerpt = new UnsafeBuffer(slab.segment().address(), ExcerptDescriptor.MAX_LENGTH);
    private final CRC32C crc = new CRC32C();

    private long lastSequence;
    private Throwable failure;
    private boolean open = true;

    private ChronicleJournal(
            final Path directory, final DirectoryLock lock, final ExcerptSink sink, final JournalScan scan) {
        this.directory = directory;
        this.lock = lock;
        this.sink = sink;
        this.firstSequence = scan.firstSequence();
        this.lastSequence = scan.lastSequence();
        VarHandle.releaseFence();
    }

    /**
     * Opens a directory for appending and reading; makes it if it does not exist.
     *
     * @throws CorruptJournalException if records are missing in front of valid ones
     * @throws JournalException if it is open for writing elsewhere, of a newer version, or cannot be used
     */
    public static ChronicleJournal open(final Path directory, final JournalConfig config) {
        return open(directory, config, System::currentTimeMillis, ChronicleSink::new);
    }

    static ChronicleJournal open(
            final Path directory, final JournalConfig config, final LongSupplier clockMs, final SinkFactory sinks) {
        return locked(directory, true, lock -> {
            final DirectorySnapshots snapshots = new DirectorySnapshots(directory);
            final JournalScan scan = JournalScan.of(directory, snapshots.newest());
            requireUsable(directory, scan);
            if (scan.verdict() == JournalHealth.Verdict.HOLE) {
                final long bad = scan.lastSequence() + 1;
                throw new CorruptJournalException(
                        "journal " + directory + ": record " + bad + " is damaged or missing and "
                                + scan.recordsAside() + " valid records follow: run forerun inspect --journal "
                                + directory + " --salvage",
                        bad);
            }
            final SalvageReport report = Repair.seal(directory, scan);
            report.damaged()
                    .ifPresent(aside -> LOG.warn(
                            "journal {}: unfinished bytes behind record {} taken out, kept in {}",
                            directory,
                            report.lastSequence(),
                            aside));
            snapshots.removeDrafts();
            snapshots.removeAfter(report.lastSequence()); // What comes now takes the numbers of what they know.
            return new ChronicleJournal(directory, lock, createSink(directory, config, clockMs, sinks), scan);
        });
    }

    private static ExcerptSink createSink(
            final Path directory, final JournalConfig config, final LongSupplier clockMs, final SinkFactory sinks)
            throws IOException {
        try {
            return sinks.create(directory, config, clockMs);
        } catch (final RuntimeException e) {
            throw new JournalException("journal " + directory + ": Chronicle Queue cannot be opened: " + e, e);
        }
    }

    /**
     * Makes a journal usable again that {@link #open} refuses: it keeps the whole prefix, and moves what is behind it aside.
     *
     * @throws JournalException if it is open for writing, of a newer version, or cannot be used
     */
    public static SalvageReport salvage(final Path directory) {
        return locked(directory, false, lock -> {
            final JournalScan scan = JournalScan.of(directory);
            requireUsable(directory, scan);
            final SalvageReport report = Repair.seal(directory, scan);
            new DirectorySnapshots(directory).removeAfter(report.lastSequence());
            lock.close();
            return report;
        });
    }

    /** Checks every record and changes nothing; also while another process writes, then up to the present end. */
    public static JournalHealth inspect(final Path directory) {
        try {
            requireDirectory(directory);
            return JournalScan.of(directory).health(DirectoryLock.isHeld(directory));
        } catch (final IOException e) {
            throw unusable(directory, e);
        }
    }

    /** The records and snapshots of a directory, without opening it for writing; each reader ends at the last record that is there now. */
    public static JournalSource source(final Path directory) {
        return new DirectorySource(directory);
    }

    @Override
    public long append(final DirectBuffer buffer, final int offset, final int length) {
        if (length < 0 || length > MAX_RECORD_LENGTH) {
            throw new IllegalArgumentException(
                    "journal record: length=" + length + ", allowed=0 to " + MAX_RECORD_LENGTH);
        }
        requireWritable();
        final long sequence = lastSequence + 1;
        buffer.getBytes(offset, excerpt, ExcerptDescriptor.PAYLOAD_OFFSET, length);
        ExcerptDescriptor.seal(excerpt, bytes, crc, 0, sequence, length);
        try {
            sink.write(excerpt.addressOffset(), ExcerptDescriptor.PAYLOAD_OFFSET + length);
        } catch (final IOException | RuntimeException | Error e) {
            throw fail("record " + sequence + " cannot be written", e);
        }
        LAST_SEQUENCE.setRelease(this, sequence);
        return sequence;
    }

    @Override
    public void sync() {
        requireWritable();
        try {
            sink.sync();
        } catch (final IOException | RuntimeException | Error e) {
            throw fail("records up to " + lastSequence + " cannot be made durable", e);
        }
    }

    /**
     * Removes the oldest files while the journal is longer than {@code maxBytes}, but none with a record from
     * {@code neededSequence} on and not the one in writing. Readers that stand in a removed file may fail. One thread at a time.
     *
     * @return the oldest record that stays
     */
    public long retain(final long maxBytes, final long neededSequence) {
        requireWritable();
        try {
            firstSequence = Retention.apply(directory, firstSequence, maxBytes, neededSequence);
            return firstSequence;
        } catch (final IOException e) {
            throw new JournalException("journal " + directory + ": old files cannot be removed: " + e, e);
        }
    }

    /** Whatever was thrown, how far the write came is not known; Errors too, since a fault in a mapped page is one. */
    private JournalException fail(final String what, final Throwable cause) {
        failure = cause;
        return new JournalException("journal " + directory + ": " + what + ": " + cause.getMessage(), cause);
    }

    private void requireWritable() {
        if (failure != null) {
            throw new JournalException(
                    "journal " + directory + ": stopped after record " + lastSequence + ": " + failure.getMessage(),
                    failure);
        }
        if (!open) {
            throw new IllegalStateException("journal " + directory + ": is closed");
        }
    }

    @Override
    public long firstSequence() {
        return firstSequence;
    }

    @Override
    public long lastSequence() {
        return (long) LAST_SEQUENCE.getAcquire(this);
    }

    @Override
    public JournalReader reader(final long fromSequence) {
        return new FileReader(directory, fromSequence, this::lastSequence);
    }

    @Override
    public Snapshots snapshots() {
        return new DirectorySnapshots(directory);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try (lock;
                    sink) {
                slab.close();
            } catch (final IOException e) {
                throw new JournalException("journal " + directory + ": cannot be closed: " + e, e);
            }
        }
    }

    /** What is done under the lock, which it has to give back or keep. */
    @FunctionalInterface
    private interface Locked<T> {
        T run(DirectoryLock lock) throws IOException;
    }

    private static <T> T locked(final Path directory, final boolean create, final Locked<T> action) {
        try {
            if (create && !Files.exists(directory)) {
                Files.createDirectories(directory);
            }
            requireDirectory(directory);
            final DirectoryLock lock = DirectoryLock.acquire(directory);
            try {
                return action.run(lock);
            } catch (final IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (final IOException e) {
            throw unusable(directory, e);
        }
    }

    static void requireDirectory(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new JournalException("journal " + directory + ": "
                    + (Files.exists(directory) ? "is not a directory" : "does not exist"));
        }
    }

    static void requireUsable(final Path directory, final JournalScan scan) {
        if (scan.newerVersion() != 0) {
            throw new JournalException("journal " + directory + ": journal of a newer version: format "
                    + scan.newerVersion() + ", this program reads up to " + ExcerptDescriptor.VERSION);
        }
    }

    static JournalException unusable(final Path directory, final IOException e) {
        return new JournalException("journal " + directory + ": cannot be used: " + e, e);
    }
}
