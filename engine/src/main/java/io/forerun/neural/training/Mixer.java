package io.forerun.neural.training;

/** Random numbers as a function of a seed and a place (SplitMix64: Steele, Lea, Flood 2014), whatever the order of asking. */
final class Mixer {
    private static final double UNIT = 1.0 / (1L << 53);

    private Mixer() {}

    static long mix(final long seed, final long place) {
        long z = seed + (place + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Evenly in [0, 1). */
    static double unit(final long bits) {
        return (bits >>> 11) * UNIT;
    }

    /** Evenly in 0 to {@code bound - 1}, but for a bias below 2^-31. */
    static int below(final long bits, final int bound) {
        return (int) ((bits >>> 32) * bound >>> 32);
    }
}
