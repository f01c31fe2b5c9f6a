/**
 * Demand from the bottom up: each user's row holds how much demand is still to be expected of that user, and rings of
 * integers hold the sum over all users without a scan. The learned head comes later; today a simple weight fills the rows.
 *
 * <pre>
 *   event of a user --> DemandHead: weights q[5] for the row
 *                   --> DemandRings: slot of the old event -= old q, slot of this one += new q
 *   tick            --> DemandRings.read: slots, each decayed to now, summed per (series, time constant)
 * </pre>
 *
 * <p>Called by core, on the engine thread.
 */
package io.forerun.neural;
