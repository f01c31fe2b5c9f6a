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

    private final int[] from = new int[ENTRIES];
    private final int[] to = new int[ENTRIES];
    private final int[] weight = new int[ENTRIES];

    /** Reads the bytes of a row. */
    public void load(final long low, final int high) {
        unpack(0, (int) low & 0xFFFFFF);
        unpack(1, (int) (low >>> 24) & 0xFFFFFF);
        unpack(2, (int) (low >>> 48) | (high & 0xFF) << 16);
        unpack(3, high >>> 8);
    }

    /** The first eight bytes to store. */
    public long low() {
        return pack(0) | pack(1) << 24 | pack(2) << 48;
    }

    /** The last four bytes to store. */
    public int high() {
        return (int) (pack(2) >>> 16 | pack(3) << 8);
    }

    /** Counts a transition between two actions, 0..255 each. */
    public void learn(final int fromAction, final int toAction) {
        int lightest = 0;
        for (int entry = 0; entry < ENTRIES; entry++) {
            if (weight[entry] > 0 && from[entry] == fromAction && to[entry] == toAction) {
                if (weight[entry] == MAX_WEIGHT) {
                    halve();
                }
                weight[entry]++;
                return;
            }
            if (weight[entry] < weight[lightest]) {
                lightest = entry;
            }
        }
        if (weight[lightest] == 0) {
            from[lightest] = fromAction;
            to[lightest] = toAction;
            weight[lightest] = 1;
            return;
        }
        for (int entry = 0; entry < ENTRIES; entry++) {
            weight[entry]--;
        }
    }

    /** Weight of a transition, 0 where it is not kept. */
    public int weight(final int fromAction, final int toAction) {
        for (int entry = 0; entry < ENTRIES; entry++) {
            if (weight[entry] > 0 && from[entry] == fromAction && to[entry] == toAction) {
                return weight[entry];
            }
        }
        return 0;
    }

    /** Weight of all kept transitions that leave an action. */
    public int total(final int fromAction) {
        int sum = 0;
        for (int entry = 0; entry < ENTRIES; entry++) {
            sum += from[entry] == fromAction ? weight[entry] : 0;
        }
        return sum;
    }

    /** First action of an entry. */
    int from(final int entry) {
        return from[entry];
    }

    /** Second action of an entry. */
    int to(final int entry) {
        return to[entry];
    }

    /** Weight of an entry, 0 where it is empty. */
    int weight(final int entry) {
        return weight[entry];
    }

    private void halve() {
        for (int entry = 0; entry < ENTRIES; entry++) {
            weight[entry] >>>= 1;
        }
    }

    private void unpack(final int entry, final int bits) {
        from[entry] = bits & 0xFF;
        to[entry] = bits >>> 8 & 0xFF;
        weight[entry] = bits >>> 16 & 0xFF;
    }

    private long pack(final int entry) {
        return weight[entry] == 0 ? 0 : from[entry] | to[entry] << 8 | weight[entry] << 16;
    }
}
