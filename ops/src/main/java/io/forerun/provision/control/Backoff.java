package io.forerun.provision.control;

import java.util.SplittableRandom;

/** Waits between attempts: doubling, bounded, each shortened by up to a half so that many do not come back at once. */
final class Backoff {
    private static final long FIRST_MS = 2_000;
    private static final long LONGEST_MS = 60_000;

    private final SplittableRandom random;

    Backoff(final long seed) {
        random = new SplittableRandom(seed);
    }

    /** Wait after so many failed attempts, 1 and up. */
    long afterMs(final int attempts) {
        final long whole = attempts > 16 ? LONGEST_MS : Math.min(LONGEST_MS, FIRST_MS << (attempts - 1));
        return whole - random.nextLong(whole / 2 + 1);
    }
}
