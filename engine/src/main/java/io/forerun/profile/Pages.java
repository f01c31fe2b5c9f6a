package io.forerun.profile;

import static io.forerun.profile.PageDescriptor.BYTE;
import static io.forerun.profile.PageDescriptor.COUNT_OFFSET;
import static io.forerun.profile.PageDescriptor.GUESTS_OFFSET;
import static io.forerun.profile.PageDescriptor.INT;
import static io.forerun.profile.PageDescriptor.LONG;
import static io.forerun.profile.PageDescriptor.MOVE_OFFSET;
import static io.forerun.profile.PageDescriptor.ROWS;
import static io.forerun.profile.PageDescriptor.SHORT;
import static io.forerun.profile.PageDescriptor.TAG_OFFSET;

import io.forerun.state.Digest;
import java.lang.foreign.MemorySegment;

/**
 * The pages as places for rows. Tags are compared four at a time within a long; with the count they fill one cache line. Knows
 * no hash and no rule of which row lies where.
 */
final class Pages {
    /** A bit for each slot of a page. */
    static final int ALL_ROWS = (1 << ROWS) - 1;

    private static final long LANES = 0x0001_0001_0001_0001L;
    private static final long LOW_BITS = 0x7FFF_7FFF_7FFF_7FFFL;
    private static final long GATHER = 1 | 1L << 15 | 1L << 30 | 1L << 45;
    private static final long BYTE_LANES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS_OF_BYTES = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long GATHER_BYTES = 0x0102_0408_1020_4080L;

    private final MemorySegment bytes;

    Pages(final MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Pages that there is room for. */
    int capacity() {
        return (int) (bytes.byteSize() / PageDescriptor.page(1));
    }

    /** Reads something of the header, so that it comes into the cache. */
    long touch(final int page) {
        return bytes.get(LONG, PageDescriptor.page(page));
    }

    /** Reads something of the header's other line. */
    long touchMoves(final int page) {
        return bytes.get(LONG, PageDescriptor.page(page) + MOVE_OFFSET);
    }

    /** Reads something of both lines of a row. */
    long touchRow(final long row) {
        return bytes.get(LONG, row) + bytes.get(LONG, row + ProfileDescriptor.STATE_OFFSET);
    }

    /** Slots of a page whose tag is this, as bits. */
    int matches(final int page, final int tag) {
        final long start = PageDescriptor.page(page) + TAG_OFFSET;
        final long lanes = tag * LANES;
        return (zeros(bytes.get(LONG, start) ^ lanes)
                        | zeros(bytes.get(LONG, start + 8) ^ lanes) << 4
                        | zeros(bytes.get(LONG, start + 16) ^ lanes) << 8
                        | zeros(bytes.get(LONG, start + 24) ^ lanes) << 12
                        | zeros(bytes.get(LONG, start + 32) ^ lanes) << 16
                        | zeros(bytes.get(LONG, start + 40) ^ lanes) << 20
                        | zeros(bytes.get(LONG, start + 48) ^ lanes) << 24
                        | zeros(bytes.get(LONG, start + 56) ^ lanes) << 28)
                & ALL_ROWS;
    }

    /** One bit for each of the four lanes that are zero. The sum cannot carry out of a lane, so no lane is taken wrongly. */
    private static int zeros(final long lanes) {
        final long marks = ~((lanes & LOW_BITS) + LOW_BITS | lanes | LOW_BITS);
        return (int) ((marks >>> 15) * GATHER >>> 45) & 15;
    }

    /** The first row of the page with this tag, most likely the user's; {@link ProfileTable#NONE} where there is none. */
    long guess(final int page, final int tag) {
        final int matches = matches(page, tag);
        return matches == 0 ? ProfileTable.NONE : PageDescriptor.row(page, Integer.numberOfTrailingZeros(matches));
    }

    /** A user's row in a page, or {@link ProfileTable#NONE}. */
    long find(final int page, final int tag, final long userId) {
        for (int left = matches(page, tag); left != 0; left &= left - 1) {
            final long row = PageDescriptor.row(page, Integer.numberOfTrailingZeros(left));
            if (userId(row) == userId) {
                return row;
            }
        }
        return ProfileTable.NONE;
    }

    boolean isFull(final int page) {
        return count(page) == ROWS;
    }

    /** Takes a free row of a page that has one; its bytes are all zero. */
    long take(final int page, final int tag, final int move, final boolean guest) {
        final int slot = Integer.numberOfTrailingZeros(matches(page, 0));
        final long start = PageDescriptor.page(page);
        bytes.set(SHORT, start + TAG_OFFSET + ((long) slot << 1), (short) tag);
        bytes.set(BYTE, start + COUNT_OFFSET, (byte) (count(page) + 1));
        bytes.set(BYTE, start + MOVE_OFFSET + slot, (byte) move);
        if (guest) {
            bytes.set(INT, start + GUESTS_OFFSET, guests(page) | 1 << slot);
        }
        return PageDescriptor.row(page, slot);
    }

    /** Erases a row and all that the header knows of it. */
    void release(final long row) {
        final int page = PageDescriptor.pageOf(row);
        final int slot = PageDescriptor.slotOf(row);
        final long start = PageDescriptor.page(page);
        bytes.set(SHORT, start + TAG_OFFSET + ((long) slot << 1), (short) 0);
        bytes.set(BYTE, start + COUNT_OFFSET, (byte) (count(page) - 1));
        bytes.set(BYTE, start + MOVE_OFFSET + slot, (byte) 0);
        bytes.set(INT, start + GUESTS_OFFSET, guests(page) & ~(1 << slot));
        for (long offset = row; offset < row + ProfileDescriptor.ROW_LENGTH; offset += Long.BYTES) {
            bytes.set(LONG, offset, 0);
        }
    }

    void copy(final long from, final long to) {
        for (long offset = 0; offset < ProfileDescriptor.ROW_LENGTH; offset += Long.BYTES) {
            bytes.set(LONG, to + offset, bytes.get(LONG, from + offset));
        }
    }

    long userId(final long row) {
        return bytes.get(LONG, row + ProfileDescriptor.USER_ID_OFFSET);
    }

    void setUserId(final long row, final long userId) {
        bytes.set(LONG, row + ProfileDescriptor.USER_ID_OFFSET, userId);
    }

    /** Digest of a row's bytes. */
    long fold(final long row) {
        long folded = 0;
        for (long offset = row; offset < row + ProfileDescriptor.ROW_LENGTH; offset += Long.BYTES) {
            folded = Digest.of(folded, bytes.get(LONG, offset));
        }
        return folded;
    }

    /** Slots in use, as bits. */
    int used(final int page) {
        return count(page) == 0 ? 0 : ~matches(page, 0) & ALL_ROWS;
    }

    /** Slots of a page that have this move, as bits; free slots may be among them. */
    int movers(final int page, final int move) {
        final long start = PageDescriptor.page(page) + MOVE_OFFSET;
        final long lanes = move * BYTE_LANES;
        return (zeroBytes(bytes.get(LONG, start) ^ lanes)
                        | zeroBytes(bytes.get(LONG, start + 8) ^ lanes) << 8
                        | zeroBytes(bytes.get(LONG, start + 16) ^ lanes) << 16
                        | zeroBytes(bytes.get(LONG, start + 24) ^ lanes) << 24)
                & ALL_ROWS;
    }

    /** The same as {@link #zeros} for eight lanes. */
    private static int zeroBytes(final long lanes) {
        final long marks = ~((lanes & LOW_BITS_OF_BYTES) + LOW_BITS_OF_BYTES | lanes | LOW_BITS_OF_BYTES);
        return (int) ((marks >>> 7) * GATHER_BYTES >>> 56);
    }

    int count(final int page) {
        return bytes.get(BYTE, PageDescriptor.page(page) + COUNT_OFFSET);
    }

    /** Slots whose row has its home elsewhere, as bits. */
    int guests(final int page) {
        return bytes.get(INT, PageDescriptor.page(page) + GUESTS_OFFSET);
    }

    boolean isGuest(final long row) {
        return (guests(PageDescriptor.pageOf(row)) >>> PageDescriptor.slotOf(row) & 1) != 0;
    }
}
