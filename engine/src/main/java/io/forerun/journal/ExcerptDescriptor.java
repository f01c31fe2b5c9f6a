package io.forerun.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of one excerpt, which carries one record. Little-endian; the CRC32C covers sequence, length and record.
 *
 * <pre>
 *   0       3       4               8                               16              20
 *  +-------+-------+---------------+-------------------------------+---------------+------------
 *  | "FRJ" |version|    crc32c     |           sequence            |    length     |  record ...
 *  +-------+-------+---------------+-------------------------------+---------------+------------
 * </pre>
 */
final class ExcerptDescriptor {
    /** What this program writes; a greater number in a journal means that a newer program wrote it. */
    static final int VERSION = 1;

    static final int MAGIC = 'F' | 'R' << 8 | 'J' << 16;
    static final int MAGIC_MASK = 0xFFFFFF;
    static final int VERSION_SHIFT = 24;

    static final int MAGIC_OFFSET = 0;
    static final int CRC_OFFSET = MAGIC_OFFSET + Integer.BYTES;
    static final int SEQUENCE_OFFSET = CRC_OFFSET + Integer.BYTES;
    static final int LENGTH_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
    static final int PAYLOAD_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    static final int MAX_LENGTH = 16 * 1024;

    private ExcerptDescriptor() {}

    /**
     * Writes the header of an excerpt whose record already stands behind it.
     *
     * @param bytes the same memory as the excerpt; its position and limit are changed
     */
    static void seal(
            final MutableDirectBuffer excerpt,
            final ByteBuffer bytes,
            final CRC32C crc,
            final int offset,
            final long sequence,
            final int length) {
        excerpt.putInt(offset + MAGIC_OFFSET, MAGIC | VERSION << VERSION_SHIFT, ByteOrder.LITTLE_ENDIAN);
        excerpt.putLong(offset + SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        excerpt.putInt(offset + LENGTH_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        excerpt.putInt(offset + CRC_OFFSET, crcOf(bytes, crc, offset, length), ByteOrder.LITTLE_ENDIAN);
    }

    /** CRC32C of the excerpt that begins at an offset and carries a record of a length. */
    static int crcOf(final ByteBuffer bytes, final CRC32C crc, final int offset, final int length) {
        crc.reset();
        bytes.limit(offset + PAYLOAD_OFFSET + length).position(offset + SEQUENCE_OFFSET);
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static int crc(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + CRC_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    static int length(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Format version of the excerpt, or 0 if this is none. */
    static int version(final DirectBuffer buffer, final int offset) {
        final int word = buffer.getInt(offset + MAGIC_OFFSET, ByteOrder.LITTLE_ENDIAN);
        return (word & MAGIC_MASK) == MAGIC ? word >>> VERSION_SHIFT : 0;
    }
}
