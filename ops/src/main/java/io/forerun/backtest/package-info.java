/**
 * What a policy would have cost, and how good forecasts were.
 *
 * <pre>
 *   trace --> DemandReading --> Preparation --> simulation.Workload --> policy.* in simulation.Simulation --> Scoring --> BacktestResult
 * </pre>
 *
 * <p>{@link io.forerun.backtest.Backtest} is the way in of the command, {@link io.forerun.backtest.DayComparison} that of the demo,
 * {@link io.forerun.backtest.WhatIf} that of a replay with another fleet; all use the one simulator. A {@link
 * io.forerun.backtest.Scorecard} judges forecasts on the demand that followed.
 *
 * <p>Fairness: the same demand, lead time, capacity of a node and start for all; the rival is tuned on the history part;
 * nothing is scored before the given start; missing buckets are not scored.
 *
 * <p>Called by cli and demo. Policies run on a few threads, each simulation on one; random choices come from a seed.
 */
package io.forerun.backtest;
