package io.forerun.backtest.simulation;

import io.forerun.plan.NodeType;

/**
 * What the world does to orders and nodes.
 *
 * @param name shown in reports
 * @param leadFactor what all lead times are multiplied by
 * @param varied whether lead times are drawn from their distribution; else each is the mean
 * @param failuresPerNodeDay how often a node dies
 * @param refusedShare share of time, in half hours, in which a target sells nothing
 * @param zoneLost whether a zone of each region dies with all its nodes at a time in the middle half of the test
 * @param seed of all luck
 */
public record Scenario(
        String name,
        double leadFactor,
        boolean varied,
        double failuresPerNodeDay,
        double refusedShare,
        boolean zoneLost,
        long seed) {
    private static final long SEED = 7;

    /** Lead times as the fleet says, a node dies once in two months, orders beyond the quota alone are refused. */
    public static final Scenario USUAL = new Scenario("usual", 1, true, 1.0 / 60, 0, false, SEED);

    /** Nothing happens by chance: for oracles and closed forms. */
    public static final Scenario CERTAIN = new Scenario("certain", 1, false, 0, 0, false, SEED);

    public Scenario {
        if (!(leadFactor >= 0) || !(failuresPerNodeDay >= 0) || !(refusedShare >= 0 && refusedShare < 1)) {
            throw new IllegalArgumentException("scenario: leadFactor=" + leadFactor + ", failuresPerNodeDay="
                    + failuresPerNodeDay + ", refusedShare=" + refusedShare + ", allowed=0 and up, the share below 1");
        }
    }

    /** Faster or slower nodes. */
    public Scenario withLead(final String newName, final double factor) {
        return new Scenario(newName, factor, varied, failuresPerNodeDay, refusedShare, zoneLost, seed);
    }

    /** As usual, but that a zone is lost. */
    public static Scenario lostZone() {
        return new Scenario("lost zone", 1, true, USUAL.failuresPerNodeDay, 0, true, SEED);
    }

    /** How often a node of a type dies or is taken away. */
    double lossesPerNodeDay(final NodeType type) {
        return failuresPerNodeDay + (varied ? 24 * type.interruptionsPerHour() : 0);
    }

    /** Many failures, refusals for a tenth of the time, and a lost zone. */
    public static Scenario rough() {
        return new Scenario("rough", 1, true, 0.5, 0.1, true, SEED);
    }
}
