package io.forerun.plan;

/**
 * How demand becomes capacity.
 *
 * @param utilisation share of a node's resources that demand may take before latency suffers
 * @param safetyMargin added to the chosen quantile of demand, as a share of it; cost rises and shortfall falls with it
 * @param cadenceMs time between two plans
 */
public record Planning(double utilisation, double safetyMargin, int cadenceMs) {
    /** Utilisation of 70 %, no margin, a plan each minute. */
    public static final Planning DEFAULT = new Planning(0.7, 0, 60_000);

    public Planning {
        Allowed.range("utilisation", utilisation, 0.05, 1);
        Allowed.range("safety_margin", safetyMargin, 0, 10);
        Allowed.range("cadence_ms", cadenceMs, 1_000, 3_600_000);
    }
}
