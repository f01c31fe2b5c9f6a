package io.forerun.profile;

import io.forerun.memory.Slab;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One segment of the index: open addressing with linear probing over 8-byte entries.
 *
 * <pre>
 *   0               4               8
 *  +---------------+---------------+
 *  |   row + 1     |      tag      |   row + 1 = 0: empty
 *  +---------------+---------------+
 * </pre>
 *
 * The tag is 32 bits of the key's hash and also gives the place in the table, so growth reads no row.
 */
final class IndexSegment {
    private static final int INITIAL_ENTRIES = 256;
    private static final int ENTRY_SHIFT = 3;
    private static final long ROW_MASK = 0xFFFF_FFFFL;

    private Slab slab = Slab.allocate("profile.index", (long) INITIAL_ENTRIES << ENTRY_SHIFT);
    private MemorySegment entries = slab.segment();
    private int mask = INITIAL_ENTRIES - 1;
    private int used;

    /** First place to look for a tag. */
    int home(final int tag) {
        return tag & mask;
    }

    /** The place after {@code place}. */
    int next(final int place) {
        return (place + 1) & mask;
    }

    long entry(final int place) {
        return entries.get(ValueLayout.JAVA_LONG, (long) place << ENTRY_SHIFT);
    }

    static boolean isEmpty(final long entry) {
        return (entry & ROW_MASK) == 0;
    }

    static boolean hasTag(final long entry, final int tag) {
        return (int) (entry >>> 32) == tag;
    }

    static long row(final long entry) {
        return (entry & ROW_MASK) - 1;
    }

    /** Enters a row whose key is known to be absent; grows first where the table is 70 % full. */
    void insert(final int tag, final long row) {
        if ((used + 1) * 10L > (mask + 1) * 7L) {
            grow();
        }
        place(entries, mask, ((long) tag << 32) | (row + 1));
        used++;
    }

    private void grow() {
        final int newEntries = (mask + 1) << 1;
        final Slab grown = Slab.allocate("profile.index", (long) newEntries << ENTRY_SHIFT);
        for (int place = 0; place <= mask; place++) {
            final long entry = entry(place);
            if (!isEmpty(entry)) {
                place(grown.segment(), newEntries - 1, entry);
            }
        }
        slab.close();
        slab = grown;
        entries = grown.segment();
        mask = newEntries - 1;
    }

    private static void place(final MemorySegment target, final int mask, final long entry) {
        int place = (int) (entry >>> 32) & mask;
        while (!isEmpty(target.get(ValueLayout.JAVA_LONG, (long) place << ENTRY_SHIFT))) {
            place = (place + 1) & mask;
        }
        target.set(ValueLayout.JAVA_LONG, (long) place << ENTRY_SHIFT, entry);
    }

    void close() {
        slab.close();
    }
}
