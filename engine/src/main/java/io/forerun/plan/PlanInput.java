package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;

/**
 * All that a plan is made from.
 *
 * @param table demand curves
 * @param capacity running and ordered, and its revision
 * @param fleet what can be bought
 * @param modeRevision of the mode in force
 * @param basedOnMs the tick that asked
 * @param holding how much demand to hold capacity for
 */
public record PlanInput(
        ForecastTable table, Capacity capacity, Fleet fleet, int modeRevision, long basedOnMs, Holding holding) {
    /** The same as of another capacity. */
    public PlanInput with(final Capacity newer) {
        return with(newer, fleet);
    }

    /** The same as of another capacity, for a fleet of which more is known; its targets are the same. */
    public PlanInput with(final Capacity newer, final Fleet learned) {
        return new PlanInput(table, newer, learned, modeRevision, basedOnMs, holding);
    }
}
