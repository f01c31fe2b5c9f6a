/**
 * Discrete-event simulation of a fleet under a policy, in steps of 15 s: orders with lead times drawn from their
 * distribution, failing nodes, refused orders, a lost zone, and work that waits where capacity lacks. {@link
 * io.forerun.backtest.simulation.Simulation} runs one policy in one {@link io.forerun.backtest.simulation.Scenario} over one
 * {@link io.forerun.backtest.simulation.Workload}; policies see what a {@link io.forerun.backtest.simulation.Moment} shows
 * and nothing else.
 *
 * <p>Luck is a function of seed, target, time and number, not of a stream that is drawn from: every policy meets the same
 * failures and the same lead times, and two runs are equal. One thread per simulation.
 */
package io.forerun.backtest.simulation;
