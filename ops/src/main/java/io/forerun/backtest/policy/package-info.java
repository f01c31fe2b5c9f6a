/**
 * Ways to scale that are compared: what operators use today by their documented formulas, the product itself, and oracles.
 * Each that has settings is tuned on the part before the test alone, by one and the same objective: price of nodes plus the
 * fleet's penalty for what lacked.
 */
package io.forerun.backtest.policy;
