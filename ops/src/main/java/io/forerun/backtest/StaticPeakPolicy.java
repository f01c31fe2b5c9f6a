package io.forerun.backtest;

/**
 * The same nodes for ever, enough for the peak of the history: what teams without an autoscaler do.
 *
 * @param nodes always wanted
 */
public record StaticPeakPolicy(int nodes) implements Policy {
    /** Enough for every bucket of the history. */
    public static StaticPeakPolicy of(final Load history) {
        return new StaticPeakPolicy(history.peak());
    }

    @Override
    public String name() {
        return "static-peak";
    }

    @Override
    public DesiredNodes desired(final Load load, final Provisioning provisioning) {
        return new DesiredNodes(new int[] {nodes}, load.bucketMs());
    }
}
