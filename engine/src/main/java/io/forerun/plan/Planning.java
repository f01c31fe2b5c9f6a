package io.forerun.plan;

/**
 * How demand becomes capacity.
 *
 * @param utilisation share of a node's resources that demand may take before latency suffers
 * @param safetyMargin added to the chosen quantile of demand, as a share of it; cost rises and shortfall falls with it
 * @param cadenceMs time between two plans
 * @param reactiveTarget utilisation that the reactive loop steers to: that of the autoscaler it stands for
 * @param reactiveFloor whether decisions never fall below the reactive loop; else they may once plans have been judged on a day
 *     of realised shortfall
 */
public record Planning(
        double utilisation, double safetyMargin, int cadenceMs, double reactiveTarget, boolean reactiveFloor) {
    /** Utilisation of 70 %, no margin, a plan each minute, free of the reactive loop. */
    public static final Planning DEFAULT = new Planning(0.7, 0, 60_000);

    /** The same free of a reactive loop that steers to the same utilisation. */
    public Planning(final double utilisation, final double safetyMargin, final int cadenceMs) {
        this(utilisation, safetyMargin, cadenceMs, utilisation, false);
    }

    public Planning {
        Allowed.range("utilisation", utilisation, 0.05, 1);
        Allowed.range("safety_margin", safetyMargin, 0, 10);
        Allowed.range("cadence_ms", cadenceMs, 1_000, 3_600_000);
        Allowed.range("reactive_target", reactiveTarget, 0.05, 1);
    }
}
