/**
 * How much capacity a need takes, besides the need itself.
 *
 * <pre>
 *   Packing   what nodes of several types serve of several services that share them
 *   ErlangC   servers that keep waiting within a percentile
 *   Spares    nodes beyond those needed, so that enough are up
 * </pre>
 *
 * <p>Pure arithmetic on numbers; knows nothing of fleets or forecasts. Called by the planners in plan and by simulations, on any
 * thread.
 */
package io.forerun.plan.sizing;
