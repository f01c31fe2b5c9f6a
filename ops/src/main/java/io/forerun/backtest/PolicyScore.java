package io.forerun.backtest;

/**
 * What a policy led to.
 *
 * @param policy its name
 * @param setting what it was tuned to, for people
 * @param costUsd of all nodes, serving or ordered
 * @param unservedPct work not done within the latency of the SLA or lost, percent of all work
 * @param deficientCapacityHours reference nodes that lacked, times hours
 * @param excessCapacityHours reference nodes that served without need, times hours
 * @param slaMinutes time in which any capacity lacked
 * @param p99WaitMs 99th percentile over all work of the time it waited for capacity; what was lost waited five minutes
 * @param scaleActions changes of what was wanted
 * @param regretPct price of nodes plus penalty of what lacked, above that of the oracle that waits for its nodes
 */
public record PolicyScore(
        String policy,
        String setting,
        Figure costUsd,
        Figure unservedPct,
        Figure deficientCapacityHours,
        Figure excessCapacityHours,
        Figure slaMinutes,
        Figure p99WaitMs,
        Figure scaleActions,
        Figure regretPct) {}
