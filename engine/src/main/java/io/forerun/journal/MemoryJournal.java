package io.forerun.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal on the heap, for tests and simulations, with faults to order: a failing append, a torn one, bytes cut off or
 * damaged. {@link #reopen()} is what a restart of the process would find. Excerpts are those of the file journal.
 */
public final class MemoryJournal implements Journal {
    private static final int FIRST_CAPACITY = 64 * 1024;
    private static final long NEVER = -1;

    private MemorySnapshots snapshots = new MemorySnapshots();
    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer writerView = new UnsafeBuffer(0, 0);
    private ByteBuffer writerBytes = ByteBuffer.allocate(0);

    /** Replaced when it grows; a reader keeps the one that holds what it has seen. Written before lastSequence. */
    private volatile byte[] bytes = new byte[FIRST_CAPACITY];

    private volatile long lastSequence;
    private int end;
    private int lastStart;
    private long failingSequence = NEVER;
    private int tornBytes;
    private boolean failed;
    private boolean open = true;

    @Override
    public long append(final DirectBuffer buffer, final int offset, final int length) {
        if (length < 0 || length > MAX_RECORD_LENGTH) {
            throw new IllegalArgumentException(
                    "journal record: length=" + length + ", allowed=0 to " + MAX_RECORD_LENGTH);
        }
        requireWritable();
        final long sequence = lastSequence + 1;
        final int excerptLength = ExcerptDescriptor.PAYLOAD_OFFSET + length;
        if (end + excerptLength > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, bytes.length));
        }
        if (writerBytes.array() != bytes) {
            writerBytes = ByteBuffer.wrap(bytes);
            writerView.wrap(bytes);
        }
        buffer.getBytes(offset, writerView, end + ExcerptDescriptor.PAYLOAD_OFFSET, length);
        ExcerptDescriptor.seal(writerView, writerBytes, crc, end, sequence, length);
        lastStart = end;
        if (sequence == failingSequence) {
            end += Math.min(tornBytes, excerptLength);
            failed = true;
            throw new JournalException(
                    "journal in memory: record " + sequence + " cannot be written: ordered by a test");
        }
        end += excerptLength;
        lastSequence = sequence;
        return sequence;
    }

    @Override
    public void sync() {
        requireWritable();
    }

    private void requireWritable() {
        if (failed) {
            throw new JournalException("journal in memory: stopped after record " + lastSequence);
        }
        if (!open) {
            throw new IllegalStateException("journal in memory: is closed");
        }
    }

    @Override
    public long firstSequence() {
        return 1;
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public JournalReader reader(final long fromSequence) {
        final Reader reader = new Reader();
        while (reader.sequence + 1 < fromSequence && reader.poll((sequence, buffer, offset, length) -> {})) {
            // Passed over.
        }
        return reader;
    }

    @Override
    public MemorySnapshots snapshots() {
        return snapshots;
    }

    @Override
    public void close() {
        open = false;
    }

    /** The append that would get this sequence fails after writing so many bytes of its excerpt (0: none). */
    public void failAt(final long sequence, final int writtenBytes) {
        failingSequence = sequence;
        tornBytes = writtenBytes;
    }

    /** Leaves only so many bytes of the last excerpt, header included, as a crash in the middle of it would. */
    public void cut(final int keptBytes) {
        end = Math.min(end, lastStart + keptBytes);
    }

    /** Flips one bit of a record. */
    public void damage(final long sequence) {
        final UnsafeBuffer view = new UnsafeBuffer(bytes);
        int offset = 0;
        while (ExcerptDescriptor.sequence(view, offset) != sequence) {
            offset += ExcerptDescriptor.PAYLOAD_OFFSET + ExcerptDescriptor.length(view, offset);
        }
        bytes[offset + ExcerptDescriptor.CRC_OFFSET] ^= 1;
    }

    /**
     * The journal as a restarted process finds it; this one is closed.
     *
     * @throws CorruptJournalException if a record is damaged and valid ones follow
     */
    public MemoryJournal reopen() {
        close();
        final MemoryJournal next = new MemoryJournal();
        next.bytes = Arrays.copyOf(bytes, bytes.length);
        while (next.takeWhole(end)) {
            next.lastSequence++;
        }
        if (next.lastSequence < lastSequence && next.end < lastStart) {
            final long bad = next.lastSequence + 1;
            throw new CorruptJournalException("journal in memory: record " + bad + " is damaged or missing", bad);
        }
        Arrays.fill(next.bytes, next.end, next.bytes.length, (byte) 0);
        next.snapshots = snapshots;
        snapshots.removeAfter(next.lastSequence);
        return next;
    }

    private boolean takeWhole(final int limit) {
        final UnsafeBuffer view = new UnsafeBuffer(bytes);
        if (end + ExcerptDescriptor.PAYLOAD_OFFSET > limit || !isWhole(view, ByteBuffer.wrap(bytes), crc, end, limit)) {
            return false;
        }
        lastStart = end;
        end += ExcerptDescriptor.PAYLOAD_OFFSET + ExcerptDescriptor.length(view, end);
        return true;
    }

    private static boolean isWhole(
            final DirectBuffer view, final ByteBuffer bytes, final CRC32C crc, final int offset, final int limit) {
        final int length = ExcerptDescriptor.length(view, offset);
        return length >= 0
                && length <= limit - offset - ExcerptDescriptor.PAYLOAD_OFFSET
                && ExcerptDescriptor.crc(view, offset) == ExcerptDescriptor.crcOf(bytes, crc, offset, length);
    }

    private final class Reader implements JournalReader {
        private final CRC32C readerCrc = new CRC32C();
        private final UnsafeBuffer view = new UnsafeBuffer();
        private ByteBuffer seen = ByteBuffer.allocate(0);
        private long sequence;
        private int offset;
        private boolean readerOpen = true;

        @Override
        public boolean poll(final RecordHandler handler) {
            if (!readerOpen) {
                throw new IllegalStateException("journal in memory: reader is closed");
            }
            if (sequence >= lastSequence) {
                return false;
            }
            if (seen.array() != bytes) {
                seen = ByteBuffer.wrap(bytes);
                view.wrap(seen);
            }
            final long next = sequence + 1;
            if (!isWhole(view, seen, readerCrc, offset, seen.capacity())) {
                throw new CorruptJournalException("journal in memory: record " + next + " is damaged or missing", next);
            }
            final int length = ExcerptDescriptor.length(view, offset);
            final int payloadOffset = offset + ExcerptDescriptor.PAYLOAD_OFFSET;
            sequence = next;
            offset = payloadOffset + length;
            handler.onRecord(next, view, payloadOffset, length);
            return true;
        }

        @Override
        public void close() {
            readerOpen = false;
        }
    }
}
