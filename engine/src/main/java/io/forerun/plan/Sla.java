package io.forerun.plan;

/**
 * A promise to users and what breaking it costs.
 *
 * @param name referred to by services
 * @param latencyPercentile share of requests, percent, that must be answered within latencyMs
 * @param latencyMs milliseconds
 * @param penaltyUsdPerNodeHour cost of one node's worth of demand left unserved for an hour
 * @param availabilityPct share of time, percent, that enough nodes are up though single ones fail; 0 for none held in reserve
 * @param lostZones zones of a region that may be lost at a time without missing any of that
 */
public record Sla(
        String name,
        double latencyPercentile,
        double latencyMs,
        double penaltyUsdPerNodeHour,
        double availabilityPct,
        int lostZones) {
    /** The highest quantile that is ever planned for: the tail above it is not known well enough to buy for. */
    static final double HIGHEST_QUANTILE = 0.99;

    private static final double MOST_AVAILABILITY_PCT = 99.9999;
    private static final int MOST_LOST_ZONES = 9;

    public Sla {
        Allowed.name("name", name);
        Allowed.range("latency_percentile", latencyPercentile, 1, 99.999);
        Allowed.range("latency_ms", latencyMs, 0.001, 3_600_000);
        Allowed.range("penalty_usd_per_node_hour", penaltyUsdPerNodeHour, 0, 1_000_000_000);
        Allowed.range("availability_pct", availabilityPct, 0, MOST_AVAILABILITY_PCT);
        Allowed.range("lost_zones", lostZones, 0, MOST_LOST_ZONES);
    }

    /** Without anything in reserve. */
    public Sla(
            final String name,
            final double latencyPercentile,
            final double latencyMs,
            final double penaltyUsdPerNodeHour) {
        this(name, latencyPercentile, latencyMs, penaltyUsdPerNodeHour, 0, 0);
    }

    /** The same where breaking it costs so many times as much. */
    Sla dearer(final double factor) {
        return new Sla(name, latencyPercentile, latencyMs, penaltyUsdPerNodeHour * factor, availabilityPct, lostZones);
    }

    /**
     * The quantile of demand at which one more node costs as much as it saves: Cu / (Cu + Co), Cu the penalty of a missing
     * node-hour, Co the price of an idle one (the newsvendor model, Arrow, Harris, Marschak 1951); never below the median.
     */
    public double quantile(final double usdPerHour) {
        final double critical = penaltyUsdPerNodeHour / (penaltyUsdPerNodeHour + usdPerHour);
        return Math.min(HIGHEST_QUANTILE, Math.max(0.5, critical));
    }
}
