package io.forerun.plan;

/**
 * What decisions must stay within.
 *
 * @param minNodes nodes at least
 * @param maxNodes nodes at most
 * @param maxStep nodes by which one decision may change a target
 * @param stabilisationMs scale-in waits until nothing wanted more for so long
 * @param minimumLifeMs a node stays at least so long after it was ordered
 * @param budgetUsdPerHour price of all nodes at most
 * @param flapBudgetPerHour scale-ins per target within an hour; scale-out is never held back for it
 * @param spotShare share of what is needed that nodes which may be taken away may serve, 0 to 1
 */
public record Limits(
        int minNodes,
        int maxNodes,
        int maxStep,
        int stabilisationMs,
        int minimumLifeMs,
        double budgetUsdPerHour,
        int flapBudgetPerHour,
        double spotShare) {
    /** Spot nodes serve at most so much unless configured. */
    public static final double SPOT_SHARE = 0.5;

    /** Wide enough to be out of the way: 1 to 1,000 nodes, 300 s stabilisation, 12 scale-ins an hour. */
    public static final Limits DEFAULT =
            new Limits(1, 1_000, NodeType.MAX_NODES, 300_000, 0, Double.POSITIVE_INFINITY, 12);

    private static final int DAY_MS = 86_400_000;

    /** The same with another minimum, at most the maximum. */
    Limits withMinNodes(final int nodes) {
        return new Limits(
                Math.min(nodes, maxNodes),
                maxNodes,
                maxStep,
                stabilisationMs,
                minimumLifeMs,
                budgetUsdPerHour,
                flapBudgetPerHour,
                spotShare);
    }

    /** With half of what is needed on spot nodes at most. */
    public Limits(
            final int minNodes,
            final int maxNodes,
            final int maxStep,
            final int stabilisationMs,
            final int minimumLifeMs,
            final double budgetUsdPerHour,
            final int flapBudgetPerHour) {
        this(
                minNodes,
                maxNodes,
                maxStep,
                stabilisationMs,
                minimumLifeMs,
                budgetUsdPerHour,
                flapBudgetPerHour,
                SPOT_SHARE);
    }

    public Limits {
        Allowed.range("max_nodes", maxNodes, 1, NodeType.MAX_NODES);
        Allowed.range("min_nodes", minNodes, 0, maxNodes);
        Allowed.range("max_step", maxStep, 1, NodeType.MAX_NODES);
        Allowed.range("stabilisation_ms", stabilisationMs, 0, DAY_MS);
        Allowed.range("minimum_life_ms", minimumLifeMs, 0, DAY_MS);
        Allowed.positive("budget_usd_per_hour", budgetUsdPerHour);
        Allowed.range("flap_budget_per_hour", flapBudgetPerHour, 1, 3_600);
        Allowed.range("spot_share", spotShare, 0, 1);
    }
}
