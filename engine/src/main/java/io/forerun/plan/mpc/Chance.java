package io.forerun.plan.mpc;

/**
 * A fixed sequence of numbers that look random: the search must try many things in no order, and the same ones each time.
 * (SplitMix64; Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.)
 */
final class Chance {
    private long state;

    Chance(final long seed) {
        state = seed;
    }

    private long next() {
        state += 0x9E37_79B9_7F4A_7C15L;
        long mixed = state;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    /** 0 to bound - 1. */
    int below(final int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** 0 to 1, 1 excluded. */
    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }
}
