/**
 * Demand from the bottom up: each user's row holds how much demand is still to be expected of that user, and rings of
 * integers hold the sum over all users without a scan. Each user's newest event weighs one, and the sums are kept apart by the
 * stage of the user's session.
 *
 * <pre>
 *   event of a user --> PromisedDemand: slot of the old event -= old q[5], weights q[5] for the row, slot of this one += q[5]
 *   tick            --> PromisedDemand.read: slots, each decayed to now, by (series, stage, time constant)
 * </pre>
 *
 * <p>Beside it the recurrent network, which the engine does not call yet:
 *
 * <pre>
 *   event, row before --> Features --> UserNetwork (GruStep over EventPasses) --> state of 32 numbers in the row
 *   state --> heads: demand (q[5]), hazard (when next), action (what next)                          Inference
 *   NeuralModel (weights, immutable) <--> ModelFormat (bytes with a checksum)
 * </pre>
 *
 * <p>Promised demand is called by core, on the engine thread; inference by evaluate, on its own. How a model comes about is told in {@link io.forerun.neural.training}.
 */
package io.forerun.neural;
