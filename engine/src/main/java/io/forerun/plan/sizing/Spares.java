package io.forerun.plan.sizing;

/** Nodes held beyond those needed, so that enough of them are up. */
public final class Spares {
    private static final int MOST = 1_000;
    private static final double TOLERANCE = 1e-9;

    private Spares() {}

    /**
     * The fewest spare nodes with which at least so many are up, as often as asked for; each is down by itself.
     *
     * @param needed nodes that must be up
     * @param down share of time that a node is down, 0 to 1, 1 excluded
     * @param availability share of time that enough must be up, 0 to 1, 1 excluded
     */
    public static int of(final int needed, final double down, final double availability) {
        if (needed == 0 || down == 0) {
            return 0;
        }
        // Probability that none of the needed is down, then that one of one more is, and so on: negative binomial.
        double exactly = StrictMath.pow(1 - down, needed);
        double atMost = exactly;
        int spares = 0;
        while (atMost < availability && spares < MOST) {
            spares++;
            exactly *= down * (needed + spares - 1) / spares;
            atMost += exactly;
        }
        return spares;
    }

    /**
     * The fewest nodes, not below the given ones, of which the share that equal zones would leave is left though the fullest are
     * lost: five for four in three zones, as two of five are lost, but two of four as well.
     */
    public static int forZones(final int nodes, final int zones, final int lost) {
        int held = nodes;
        while (lost > 0 && held - lost * ((held + zones - 1) / zones) < nodes / forZones(zones, lost) - TOLERANCE) {
            held++;
        }
        return held;
    }

    /** By what everything is multiplied so that enough is left once some of equal zones are lost. */
    public static double forZones(final int zones, final int lost) {
        return (double) zones / (zones - lost);
    }
}
