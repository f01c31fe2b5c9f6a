package io.forerun.plan.cover;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds capacity for the highest of three: the forecast, the present, and what is usual.
 *
 * @param spread how far above the median of a step, in units of the distance from there to its .99 quantile
 * @param lift times the highest demand of the last five minutes; for crowds that no forecast knows of
 * @param usual quantile of the last week's demand, 0 for none; for bursts that keep no hours
 */
public record CoverRule(double spread, double lift, double usual) {
    private static final double[] SPREADS = {0, 0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 1, 1.25, 1.5, 2, 3};
    private static final double[] LIFTS = {0, 1, 1.2, 1.5, 2};

    /** Quantiles of the last week that rules may ask for. */
    static final double[] USUALS = {0, 0.5, 0.9, 0.99, 0.999};

    /** All rules that are tried, the bolder ones first: among equals the first is followed. */
    static final List<CoverRule> ALL = all();

    private static List<CoverRule> all() {
        final List<CoverRule> all = new ArrayList<>();
        for (final double spread : SPREADS) {
            for (final double lift : LIFTS) {
                for (final double usual : USUALS) {
                    all.add(new CoverRule(spread, lift, usual));
                }
            }
        }
        return List.copyOf(all);
    }
}
