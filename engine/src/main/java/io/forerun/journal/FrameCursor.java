package io.forerun.journal;

import io.forerun.memory.Slab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the frames of one Chronicle Queue file (format v4) through a window filled by plain reads. A mapped file that is
 * cut short kills the JVM, a read only comes back short. For one thread; serves one file after the other.
 *
 * <p>A frame is a 4-byte header, then its bytes, then padding to 4. Of the header the low 30 bits are the length, bit 30
 * marks Chronicle's own documents (store header, index), bit 31 a frame whose writer has not finished. A header of 0 was
 * never written; length 0 with both bits ends the file.
 */
final class FrameCursor implements AutoCloseable {
    /** What stands at a place in a file. */
    enum Frame {
        /** A whole excerpt whose checks pass. */
        RECORD,
        /** Nothing more was written. */
        END,
        /** Bytes that are no whole excerpt. */
        BAD,
        /** An excerpt of a newer format. */
        NEWER
    }

    static final int HEADER_LENGTH = Integer.BYTES;

    private static final int WINDOW_LENGTH = 512 * 1024;
    private static final int NOT_COMPLETE = 1 << 31;
    private static final int META_DATA = 1 << 30;
    private static final int LENGTH_MASK = META_DATA - 1;
    private static final int END_OF_FILE = NOT_COMPLETE | META_DATA;

    private final Slab slab = Slab.allocate("journal.reader", WINDOW_LENGTH);
    private final ByteBuffer bytes = slab.segment().asByteBuffer();
    private final UnsafeBuffer buffer = new UnsafeBuffer(slab.segment().address(), WINDOW_LENGTH);
    private final CRC32C crc = new CRC32C();

    private FileChannel channel;
    private long windowPosition;
    private int windowLength;

    private long position;
    private long nextPosition;
    private long stopPosition;
    private boolean garbage;
    private long sequence;
    private int payloadOffset;
    private int payloadLength;
    private int version;

    /** Stands at the beginning of a file from here on; the one before is closed. */
    void open(final Path file) throws IOException {
        closeFile();
        channel = FileChannel.open(file, StandardOpenOption.READ);
        windowPosition = 0;
        windowLength = 0;
        position = 0;
        nextPosition = 0;
        garbage = false;
    }

    /** Moves to the next frame. After END, BAD or NEWER the cursor has not moved, so a later call looks again. */
    Frame next() throws IOException {
        final Frame frame = read(nextPosition);
        if (frame == Frame.RECORD || windowPosition == nextPosition && windowLength == 0) {
            return frame;
        }
        refill(nextPosition); // the window may be older than the frame
        return read(nextPosition);
    }

    /**
     * Looks behind the present place, at every place where a frame could begin, for a whole excerpt with a sequence of at
     * least {@code minSequence}.
     *
     * @return true if one was found; next() then returns it
     */
    boolean seek(final long minSequence) throws IOException {
        final int shortest = HEADER_LENGTH + ExcerptDescriptor.PAYLOAD_OFFSET;
        final long stop = stopPosition;
        long at = nextPosition;
        while (true) {
            int offset = window(at, shortest);
            if (offset < 0) {
                return false;
            }
            final int bound = windowLength - shortest;
            for (; offset <= bound; offset += Integer.BYTES) {
                final int word = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
                garbage |= word != 0 && windowPosition + offset >= stop;
                if (word > 0
                        && ExcerptDescriptor.version(buffer, offset + HEADER_LENGTH) != 0
                        && isRecord(windowPosition + offset, minSequence)) {
                    return true;
                }
            }
            at = windowPosition + offset;
        }
    }

    private boolean isRecord(final long at, final long minSequence) throws IOException {
        final long windowBefore = windowPosition;
        final long place = nextPosition;
        if (read(at) == Frame.RECORD && sequence >= minSequence) {
            nextPosition = at;
            return true;
        }
        nextPosition = place;
        if (windowPosition != windowBefore) {
            refill(windowBefore);
        }
        return false;
    }

    private Frame read(final long from) throws IOException {
        long at = from;
        while (true) {
            final int offset = window(at, HEADER_LENGTH);
            if (offset < 0) {
                return windowLength == 0 ? Frame.END : Frame.BAD;
            }
            final int header = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            if (header == 0 || header == END_OF_FILE) {
                stopPosition = header == 0 ? at : at + HEADER_LENGTH;
                return Frame.END;
            }
            if ((header & NOT_COMPLETE) != 0) {
                return Frame.BAD;
            }
            if ((header & META_DATA) == 0) {
                return readExcerpt(at, header);
            }
            at = behind(at, header & LENGTH_MASK);
        }
    }

    private Frame readExcerpt(final long at, final int length) throws IOException {
        if (length < ExcerptDescriptor.PAYLOAD_OFFSET || length > ExcerptDescriptor.MAX_LENGTH) {
            return Frame.BAD;
        }
        final int offset = window(at, HEADER_LENGTH + length) + HEADER_LENGTH;
        if (offset < HEADER_LENGTH) {
            return Frame.BAD;
        }
        version = ExcerptDescriptor.version(buffer, offset);
        if (version > ExcerptDescriptor.VERSION) {
            return isDamage(behind(at, length)) ? Frame.BAD : Frame.NEWER;
        }
        final int recordLength = ExcerptDescriptor.length(buffer, offset);
        if (version == 0
                || recordLength < 0
                || behind(0, ExcerptDescriptor.PAYLOAD_OFFSET + recordLength) != behind(0, length)
                || ExcerptDescriptor.PAYLOAD_OFFSET + recordLength > length
                || ExcerptDescriptor.crc(buffer, offset) != ExcerptDescriptor.crcOf(bytes, crc, offset, recordLength)) {
            return Frame.BAD;
        }
        position = at;
        nextPosition = behind(at, length);
        sequence = ExcerptDescriptor.sequence(buffer, offset);
        payloadOffset = offset + ExcerptDescriptor.PAYLOAD_OFFSET;
        payloadLength = recordLength;
        return Frame.RECORD;
    }

    /** A file has one format, so a newer version that what follows does not share is damage. */
    private boolean isDamage(final long from) throws IOException {
        final int newer = version;
        long at = from;
        while (true) {
            final int offset = window(at, HEADER_LENGTH + ExcerptDescriptor.PAYLOAD_OFFSET);
            if (offset < 0) {
                return at != from; // a jump over a document of Chronicle's that led out of the file
            }
            final int header = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            if (header == 0 || header == END_OF_FILE) {
                return false;
            }
            if ((header & END_OF_FILE) != META_DATA) {
                return header < 0 || ExcerptDescriptor.version(buffer, offset + HEADER_LENGTH) != newer;
            }
            at = behind(at, header & LENGTH_MASK);
        }
    }

    private static long behind(final long at, final int length) {
        return at + HEADER_LENGTH + length + Integer.BYTES - 1 & -Integer.BYTES;
    }

    /** Offset in the window of that many bytes of the file, -1 if the file ends before. */
    private int window(final long from, final int length) throws IOException {
        if (from < windowPosition || from + length > windowPosition + windowLength) {
            refill(from);
            if (length > windowLength) {
                return -1;
            }
        }
        return (int) (from - windowPosition);
    }

    private void refill(final long from) throws IOException {
        windowPosition = from;
        bytes.clear();
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = channel.read(bytes, from + bytes.position());
        }
        windowLength = bytes.position();
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Where the frame of the present record begins in its file. */
    long position() {
        return position;
    }

    /** Where the next frame begins: the end of the present record, padding included. */
    long nextPosition() {
        return nextPosition;
    }

    long sequence() {
        return sequence;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    int payloadLength() {
        return payloadLength;
    }

    /** Whether a seek in this file met bytes behind its end. */
    boolean garbage() {
        return garbage;
    }

    /** Format version of the excerpt seen last. */
    int version() {
        return version;
    }

    private void closeFile() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeFile();
        slab.close();
    }
}
