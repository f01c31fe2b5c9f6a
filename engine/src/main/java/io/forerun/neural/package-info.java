/**
 * Demand from the bottom up: rings of integers hold, without a scan, what is still to be expected of all users. Two signals are
 * kept apart. Promised demand weighs each user's newest event one, by the stage of the user's session; it is there from the first
 * record on. Expected demand is what the model in force expects of each user, from a recurrent state in the user's row.
 *
 * <pre>
 *   event of a user --> PromisedDemand: slot of the old event -= old weight, slot of this one += new weight
 *   event, row before --> Features --> UserNetwork (GruStep over EventPasses) --> state of 32 numbers in the row
 *   state --> RateHeads --> q[5] in the row, slot of the old event -= old q, slot of this one += q         ExpectedDemand
 *   tick --> sums: each slot decayed to now, by series and time constant --> forecast
 *   state --> heads: demand, hazard (when next), action (what next)                                       Inference
 *   NeuralModel (weights, immutable) <--> ModelFormat (bytes with a checksum)
 * </pre>
 *
 * <p>Both demands are called by core, on the engine thread; inference by evaluate, on its own. How a model comes about is told in
 * {@link io.forerun.neural.training}.
 */
package io.forerun.neural;
