/**
 * How good the forecasts are, on a file and without a server: demand is cut into bins, a {@link
 * io.forerun.forecast.DemandForecaster} is fed bin by bin, and what it said before a bin closed is held against the bin.
 * Simple ways, a seasonal naive forecast of equal calibration and every expert alone are judged on the same bins.
 *
 * <p>Fairness: nothing is scored before the start of the test; masked and missing bins are neither fed nor scored; no step
 * sees a later bin. {@code users} judges next actions, {@code report} draws the findings.
 *
 * <p>Called by cli. Variants run on the machine's cores; results do not depend on how many there are.
 */
package io.forerun.evaluate;
