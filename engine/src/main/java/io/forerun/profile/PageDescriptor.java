package io.forerun.profile;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of one page of the profile table: a header of two cache lines and 31 rows. Little-endian.
 *
 * <pre>
 *   0                                                       62  63  64
 *  +-------------------------------------------------------+---+---+
 *  |  tag[31], 16 bits of the key's hash, 0 = free         |cnt| 0 |    all that finding a user reads
 *  +-------------------------------------------------------+---+---+
 *  64                       95  96      100                       128
 *  +------------------------+---+-------+--------------------------+
 *  |  move[31]              | 0 | guests|  0                       |    read where rows come, go or move
 *  +------------------------+---+-------+--------------------------+
 *  |  row[31], 128 bytes each                                     ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * cnt = rows in use. guests = one bit per row: this is its second page, not its home. move = what is known without its key about
 * the next page that takes a row ({@link Homes}).
 */
final class PageDescriptor {
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    static final int ROWS = 31;
    static final int TAG_OFFSET = 0;
    static final int COUNT_OFFSET = TAG_OFFSET + ROWS * Short.BYTES;
    static final int MOVE_OFFSET = COUNT_OFFSET + 2 * Byte.BYTES;
    static final int GUESTS_OFFSET = MOVE_OFFSET + ROWS + 1;
    static final int ROW_OFFSET = 128;
    static final int PAGE_LENGTH = ROW_OFFSET + ROWS * ProfileDescriptor.ROW_LENGTH;
    static final int PAGE_LENGTH_SHIFT = 12;

    private PageDescriptor() {}

    /** Where a page begins. */
    static long page(final int page) {
        return (long) page << PAGE_LENGTH_SHIFT;
    }

    /** Where a row begins. */
    static long row(final int page, final int slot) {
        return page(page) + ROW_OFFSET + ((long) slot << ProfileDescriptor.ROW_LENGTH_SHIFT);
    }

    static int pageOf(final long row) {
        return (int) (row >>> PAGE_LENGTH_SHIFT);
    }

    static int slotOf(final long row) {
        return (int) (row & (PAGE_LENGTH - 1)) - ROW_OFFSET >> ProfileDescriptor.ROW_LENGTH_SHIFT;
    }
}
