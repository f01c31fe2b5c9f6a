package io.forerun.prewarm;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of the entry of one user who is due later. Little-endian; two entries share a cache line.
 *
 * <pre>
 *   0               8               16      20      24      28      32
 *  +---------------+---------------+-------+-------+-------+-------+
 *  |    user id    |   last seen   | pieces| chain |  next | before|
 *  |               |      ms       |       |       |       |       |
 *  +---------------+---------------+-------+-------+-------+-------+
 * </pre>
 *
 * pieces = bits of the announced pieces, and from {@link #WAITING_SHIFT} on the number of the one that is waited for. chain = next
 * entry of the same hash, or of the free ones; next, before = entries of the same slot of the wheel. Entries are numbered from 1 on, 0 is none.
 */
final class DueDescriptor {
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final int USER_ID_OFFSET = 0;
    static final int SEEN_MS_OFFSET = USER_ID_OFFSET + Long.BYTES;
    static final int PIECES_OFFSET = SEEN_MS_OFFSET + Long.BYTES;
    static final int CHAIN_OFFSET = PIECES_OFFSET + Integer.BYTES;
    static final int NEXT_OFFSET = CHAIN_OFFSET + Integer.BYTES;
    static final int BEFORE_OFFSET = NEXT_OFFSET + Integer.BYTES;
    static final int LENGTH_SHIFT = 5;
    static final int LENGTH = 1 << LENGTH_SHIFT;

    static final int WAITING_SHIFT = 24;
    static final int PIECES_MASK = (1 << WAITING_SHIFT) - 1;

    private DueDescriptor() {}
}
