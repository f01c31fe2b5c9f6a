/**
 * How much demand to hold capacity for, learned from what it would have cost. A few hundred {@link
 * io.forerun.plan.cover.CoverRule}s are run side by side on paper, each against the demand that came; the one whose price and
 * penalty are least together is followed.
 *
 * <pre>
 *   quantiles of the steps ahead --- spread ---+
 *   highest of the last minutes ----- lift ----+--> highest --> whole nodes, stabilised, in time? --> price + penalty, fading
 *   quantile of the last week ------ usual ----+                 for each rule                              |
 *                                                              Holding of the cheapest rule <---------------+
 * </pre>
 *
 * <p>Called by plan on the engine's thread. Pure: time comes with the tables.
 */
package io.forerun.plan.cover;
