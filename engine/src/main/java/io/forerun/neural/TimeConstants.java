package io.forerun.neural;

/** The time constants in which demand that follows an event dies away, and the slots in which it is summed. */
public final class TimeConstants {
    /** How many. */
    public static final int COUNT = 5;

    private static final long[] TAU_MS = {60_000, 300_000, 900_000, 3_600_000, 86_400_000};

    /** Slots per time constant: events within a slot differ in decay by 6 % at most, which each row's weight corrects. */
    static final int SLOTS_PER_TAU = 16;

    private TimeConstants() {}

    /** A time constant, milliseconds. */
    public static long tauMs(final int index) {
        return TAU_MS[index];
    }

    /** Length of a slot, milliseconds. */
    static long slotMs(final int index) {
        return TAU_MS[index] / SLOTS_PER_TAU;
    }
}
