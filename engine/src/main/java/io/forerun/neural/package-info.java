/**
 * Demand from the bottom up: each user's row holds how much demand is still to be expected of that user, and rings of
 * integers hold the sum over all users without a scan. The learned head comes later; today each user's newest event weighs
 * one, and the sums are kept apart by the stage of the user's session.
 *
 * <pre>
 *   event of a user --> PromisedDemand: slot of the old event -= old q[5], weights q[5] for the row, slot of this one += q[5]
 *   tick            --> PromisedDemand.read: slots, each decayed to now, by (series, stage, time constant)
 * </pre>
 *
 * <p>Called by core, on the engine thread.
 */
package io.forerun.neural;
