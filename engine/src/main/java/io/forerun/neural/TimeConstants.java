package io.forerun.neural;

/** The time constants in which demand that follows an event dies away, and the slots in which it is summed. */
public final class TimeConstants {
    /** How many. */
    public static final int COUNT = 5;

    private static final long[] TAU_MS = {60_000, 300_000, 900_000, 3_600_000, 86_400_000};

    private static final double[] PER_MS = {1 / 60e3, 1 / 300e3, 1 / 900e3, 1 / 3_600e3, 1 / 86_400e3};

    /** Slots per time constant: events within a slot differ in decay by 6 % at most, which each row's weight corrects. */
    static final int SLOTS_PER_TAU = 16;

    private static final long FINEST_MS = 60_000 / SLOTS_PER_TAU;

    private TimeConstants() {}

    /** A time constant, milliseconds. */
    public static long tauMs(final int index) {
        return TAU_MS[index];
    }

    /** One over a time constant, per millisecond. */
    public static double perMs(final int index) {
        return PER_MS[index];
    }

    /** Length of a slot, milliseconds. */
    static long slotMs(final int index) {
        return TAU_MS[index] / SLOTS_PER_TAU;
    }

    /**
     * The slots that a time lies in. Each length divides the next, and a processor multiplies where it would have to divide by
     * what it does not know before.
     *
     * @param timeMs 0 and up
     * @param out [COUNT] slots
     */
    static void slots(final long timeMs, final long[] out) {
        final long finest = timeMs / FINEST_MS;
        for (int index = 0; index < COUNT; index++) {
            out[index] = coarser(finest, index);
        }
    }

    /** The slot of a time constant that a slot of the shortest lies in. */
    static long coarser(final long finest, final int index) {
        return switch (index) {
            case 0 -> finest;
            case 1 -> finest / 5;
            case 2 -> finest / 15;
            case 3 -> finest / 60;
            default -> finest / 1_440;
        };
    }
}
