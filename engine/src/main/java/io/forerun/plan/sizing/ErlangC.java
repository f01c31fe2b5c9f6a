package io.forerun.plan.sizing;

/**
 * The queue of many servers with random arrivals and random service times (M/M/c; Erlang 1917): how likely work waits, and how
 * many servers keep its waiting short. Load is counted in servers kept busy, time in mean service times.
 */
public final class ErlangC {
    private ErlangC() {}

    /**
     * Probability that work has to wait at all.
     *
     * @param servers 1 and up
     * @param load 0 and up; with as many servers or fewer everything waits
     */
    public static double waits(final int servers, final double load) {
        double blocked = 1;
        for (int count = 1; count <= servers; count++) {
            blocked = load * blocked / (count + load * blocked);
        }
        return waits(servers, load, blocked);
    }

    /** From the probability that work is lost where nothing may wait (Erlang B). */
    private static double waits(final int servers, final double load, final double blocked) {
        return load >= servers ? 1 : servers * blocked / (servers - load * (1 - blocked));
    }

    /** Probability that work waits for longer than a time. */
    public static double waitsLonger(final int servers, final double load, final double time) {
        return load >= servers ? 1 : waits(servers, load) * StrictMath.exp(-(servers - load) * time);
    }

    /**
     * The fewest servers with which at most a share of work waits for longer than a time.
     *
     * @param load 0 and up
     * @param time 0 and up
     * @param share above 0
     */
    public static int servers(final double load, final double time, final double share) {
        double blocked = 1;
        for (int count = 1; ; count++) {
            blocked = load * blocked / (count + load * blocked);
            if (count > load && waits(count, load, blocked) * StrictMath.exp(-(count - load) * time) <= share) {
                return count;
            }
        }
    }
}
