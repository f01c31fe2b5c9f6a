package io.forerun.backtest;

/**
 * What a policy wants, from the start of the load on. Element i was decided at the beginning of interval i, from what was
 * known then.
 *
 * @param nodes by interval; the last one holds on
 * @param everyMs length of an interval
 */
public record DesiredNodes(int[] nodes, int everyMs) {
    public DesiredNodes {
        if (nodes.length == 0 || everyMs < 1) {
            throw new IllegalArgumentException(
                    "desired nodes: intervals=" + nodes.length + ", everyMs=" + everyMs + ", allowed=1 and up each");
        }
    }

    int at(final long elapsedMs) {
        return nodes[(int) Math.min(nodes.length - 1, elapsedMs / everyMs)];
    }
}
