package io.forerun.backtest.simulation;

/** Numbers between 0 and 1 that are a function of what they are for, so that all policies meet the same luck. */
final class Luck {
    private static final double UNIT = 0x1p-53;

    private Luck() {}

    /** Above 0, below 1. */
    static double of(final long seed, final long what, final long where, final long when) {
        long mixed = seed;
        mixed = mix(mixed + 0x9E3779B97F4A7C15L * (what + 1));
        mixed = mix(mixed + 0x9E3779B97F4A7C15L * (where + 1));
        mixed = mix(mixed + 0x9E3779B97F4A7C15L * (when + 1));
        return ((mixed >>> 11) + 0.5) * UNIT;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(final long value) {
        final long first = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        final long second = (first ^ first >>> 27) * 0x94D049BB133111EBL;
        return second ^ second >>> 31;
    }
}
