package io.forerun.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/**
 * Appends to a Chronicle Queue in a directory that holds none yet.
 *
 * <p>Chronicle begins a new file when its clock enters a new cycle. Its clock is ours: it stands still, and jumps to the
 * next cycle when the file is old or full. So files roll by size too. The name of a file tells when it was begun, unless
 * several fill within one cycle, then the names run ahead.
 *
 * <p>Durability is by fsync of the file: Chronicle's own sync covers only the block that is mapped at the moment.
 */
final class ChronicleSink implements ExcerptSink {
    private static final RollCycles CYCLE = RollCycles.FIVE_MINUTELY;

    /** Room for an excerpt and for the index documents that Chronicle may write in front of it. */
    private static final long MARGIN = 256 * 1024;

    private final Path directory;
    private final DiskReservation disk;
    private final JournalConfig config;
    private final LongSupplier clockMs;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore pointer = new PointerBytesStore();

    private long cycleTimeMs;
    private long rollAtMs;
    private long position;
    private long reservedPosition;
    private FileChannel file;
    private boolean entryDurable;

    ChronicleSink(final Path directory, final JournalConfig config, final LongSupplier clockMs) throws IOException {
        this.directory = directory;
        this.disk = new DiskReservation(directory);
        this.config = config;
        this.clockMs = clockMs;
        disk.requireFree(2 * config.blockBytes());
        beginCycle();
        this.queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(CYCLE)
                .timeProvider(() -> cycleTimeMs)
                .blockSize(config.blockBytes())
                .syncMode(SyncMode.NONE)
                .build();
        this.appender = queue.createAppender();
    }

    @Override
    public void write(final long address, final int length) throws IOException {
        if (file != null) {
            if (position + length > config.rollBytes() || clockMs.getAsLong() >= rollAtMs) {
                endFile();
            } else if (position + length + MARGIN > reservedPosition) {
                reserve();
            }
        }
        pointer.set(address, length);
        appender.writeBytes(pointer);
        position = appender.wire().bytes().writePosition();
        if (file == null) {
            beginFile();
        }
    }

    private void beginCycle() {
        cycleTimeMs = Math.max(clockMs.getAsLong(), cycleTimeMs + CYCLE.lengthInMillis());
        rollAtMs = cycleTimeMs + config.rollMs();
    }

    private void beginFile() throws IOException {
        file = FileChannel.open(appender.currentFile().toPath(), StandardOpenOption.WRITE);
        entryDurable = false;
        reservedPosition = 0;
        reserve();
    }

    /** Records of the next file must not become durable before those of this one. */
    private void endFile() throws IOException {
        if (config.durability() == JournalConfig.Durability.SYNCED) {
            sync();
        }
        file.close();
        file = null;
        disk.requireFree(2 * config.blockBytes());
        beginCycle();
    }

    private void reserve() throws IOException {
        final long bytes = config.blockBytes() + MARGIN;
        disk.reserve(appender.currentFile().toPath(), reservedPosition, bytes);
        reservedPosition += bytes;
    }

    @Override
    public void sync() throws IOException {
        if (file != null) {
            file.force(false);
            if (!entryDurable) {
                JournalFiles.sync(directory);
                entryDurable = true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        queue.close();
        if (file != null) {
            file.close();
        }
    }
}
