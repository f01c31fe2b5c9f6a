package io.forerun.plan;

import io.forerun.forecast.ForecastTable;

/**
 * All that a plan is made from.
 *
 * @param table demand curves
 * @param capacity running and ordered, and its revision
 * @param fleet what can be bought
 * @param modeRevision of the mode in force
 * @param basedOnMs the tick that asked
 */
public record PlanInput(ForecastTable table, Capacity capacity, Fleet fleet, int modeRevision, long basedOnMs) {}
