/**
 * The product as a policy, the oracles it is held against, and what all policies share: one {@link
 * io.forerun.backtest.policy.Pool} of nodes, and {@link io.forerun.backtest.policy.Family}, a way to scale with its settings.
 */
package io.forerun.backtest.policy;
