package io.forerun.backtest;

/**
 * One setting of a policy that no other of its settings beats in both cost and shortfall.
 *
 * @param setting what was set
 * @param costUsd of all nodes
 * @param unservedPct work not served in time, percent
 */
public record FrontPoint<S>(S setting, double costUsd, double unservedPct) {}
