package io.forerun.neural;

/**
 * The time since a user's last event, in bins within which the rate of the next event is taken as constant: fine at
 * milliseconds, an hour wide at hours, so that bursts, dwell times and daily returns each have their own.
 */
public final class HazardBins {
    /** Begin of each bin, seconds; the last has no end. */
    private static final double[] FROM_S = {
        0, .002, .01, .05, .2, .5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_400, 10_800, 21_600, 43_200,
        72_000, 100_800, 187_200, 360_000, 777_600
    };

    public static final int COUNT = 27;

    /** Events closer than that are as far apart as that: clocks cannot tell. */
    public static final double LEAST_GAP_S = 1e-3;

    private HazardBins() {}

    public static double fromS(final int bin) {
        return FROM_S[bin];
    }

    public static double toS(final int bin) {
        return bin + 1 < COUNT ? FROM_S[bin + 1] : Double.POSITIVE_INFINITY;
    }

    /** The bin of a time since the last event. */
    public static int of(final double sinceS) {
        int bin = COUNT - 1;
        while (FROM_S[bin] > sinceS) {
            bin--;
        }
        return bin;
    }

    /** How much of a stretch lies in a bin, seconds. */
    public static double exposureS(final int bin, final double fromS, final double toS) {
        return Math.max(0, Math.min(toS, toS(bin)) - Math.max(fromS, FROM_S[bin]));
    }
}
