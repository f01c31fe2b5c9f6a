package io.forerun.markov;

/**
 * The strongest transitions of one user, as its profile row holds them: a view over 12 bytes that are loaded, changed and read back.
 *
 * <pre>
 *   low, 64 bits                                                                    high, 32 bits
 *   0       8       16      24      32      40      48      56            0       8       16      24
 *  +-------+-------+-------+-------+-------+-------+-------+-------+     +-------+-------+-------+-------+
 *  | from0 |  to0  |weight0| from1 |  to1  |weight1| from2 |  to2  |     |weight2| from3 |  to3  |weight3|
 *  +-------+-------+-------+-------+-------+-------+-------+-------+     +-------+-------+-------+-------+
 * </pre>
 *
 * A weight of 0 is an empty entry. Where all are taken, a transition that is not among them wears all down by one (Misra and Gries:
 * Finding repeated elements, 1982), so that old habits die; all are halved when one would pass 255. Not thread safe.
 */
public final class OwnTransitions {
    /** Transitions kept. */
    public static final int ENTRIES = 4;

    private static final int MAX_WEIGHT = 255;
    private static final int WEIGHT_SHIFT = 16;
    private static final int ONE = 1 << WEIGHT_SHIFT;
    private static final int ENTRY_BITS = 24;
    private static final int ENTRY_MASK = (1 << ENTRY_BITS) - 1;
    private static final int PAIR_MASK = 0xFFFF;

    private final int[] entries = new int[ENTRIES]; // As packed: from, to, weight.

    /** Reads the bytes of a row. */
    public void load(final long low, final int high) {
        entries[0] = (int) low & ENTRY_MASK;
        entries[1] = (int) (low >>> ENTRY_BITS) & ENTRY_MASK;
        entries[2] = (int) (low >>> 2 * ENTRY_BITS) | (high & 0xFF) << 16;
        entries[3] = high >>> 8;
    }

    /** The first eight bytes to store. */
    public long low() {
        return entries[0] | (long) entries[1] << ENTRY_BITS | (long) entries[2] << 2 * ENTRY_BITS;
    }

    /** The last four bytes to store. */
    public int high() {
        return entries[2] >>> 16 | entries[3] << 8;
    }

    /** Counts a transition between two actions, 0..255 each. */
    public void learn(final int fromAction, final int toAction) {
        final int pair = pair(fromAction, toAction);
        int lightest = 0;
        for (int entry = 0; entry < ENTRIES; entry++) {
            final int packed = entries[entry];
            if ((packed & PAIR_MASK) == pair && packed >= ONE) {
                if (packed >>> WEIGHT_SHIFT == MAX_WEIGHT) {
                    halve();
                }
                entries[entry] += ONE;
                return;
            }
            lightest = packed >>> WEIGHT_SHIFT < entries[lightest] >>> WEIGHT_SHIFT ? entry : lightest;
        }
        if (entries[lightest] < ONE) {
            entries[lightest] = pair | ONE;
            return;
        }
        for (int entry = 0; entry < ENTRIES; entry++) {
            entries[entry] = kept(entries[entry] - ONE);
        }
    }

    /** Weight of a transition, 0 where it is not kept. */
    public int weight(final int fromAction, final int toAction) {
        final int pair = pair(fromAction, toAction);
        int weight = 0;
        for (final int packed : entries) {
            weight += (packed & PAIR_MASK) == pair ? packed >>> WEIGHT_SHIFT : 0;
        }
        return weight;
    }

    /** Weight of all kept transitions that leave an action. */
    public int total(final int fromAction) {
        int sum = 0;
        for (final int packed : entries) {
            sum += (packed & 0xFF) == fromAction ? packed >>> WEIGHT_SHIFT : 0;
        }
        return sum;
    }

    private void halve() {
        for (int entry = 0; entry < ENTRIES; entry++) {
            entries[entry] = kept(entries[entry] >>> 1 & ~PAIR_MASK & ENTRY_MASK | entries[entry] & PAIR_MASK);
        }
    }

    /** An entry without weight is empty as a whole. */
    private static int kept(final int packed) {
        return packed < ONE ? 0 : packed;
    }

    private static int pair(final int fromAction, final int toAction) {
        return fromAction | toAction << 8;
    }
}
