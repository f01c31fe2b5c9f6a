package io.forerun.backtest.simulation;

/**
 * Nodes of one target: those that serve, those on their way, and how many are wanted. It orders up to what is wanted by
 * itself, as a reconciling provisioner does, also after a failure; what is taken away goes at once, orders that would take
 * longest first.
 */
final class NodeStock {
    private final int[] arriving;
    private int running;
    private int ordered;
    private int wanted;
    private long refusedAt = Long.MIN_VALUE;

    NodeStock(final int longestLead) {
        arriving = new int[longestLead + 1];
    }

    void begin(final int nodes) {
        running = nodes;
        wanted = nodes;
    }

    int running() {
        return running;
    }

    int ordered() {
        return ordered;
    }

    int wanted() {
        return wanted;
    }

    void want(final int nodes) {
        wanted = nodes;
    }

    /** Lets nodes serve that arrive in this step. Whether any did. */
    boolean advance(final long step) {
        final int slot = (int) (step % arriving.length);
        final int arrived = arriving[slot];
        running += arrived;
        ordered -= arrived;
        arriving[slot] = 0;
        return arrived > 0;
    }

    /** Nodes that have to be ordered to have as many as wanted; negative if there are too many. */
    int missing() {
        return wanted - running - ordered;
    }

    void order(final long step, final int leadSteps) {
        if (leadSteps == 0) {
            running++;
        } else {
            arriving[(int) ((step + leadSteps) % arriving.length)]++;
            ordered++;
        }
    }

    void remove(final long step, final int nodes) {
        int left = nodes;
        for (int ahead = arriving.length - 1; ahead >= 1 && left > 0 && ordered > 0; ahead--) {
            final int slot = (int) ((step + ahead) % arriving.length);
            final int cancelled = Math.min(left, arriving[slot]);
            arriving[slot] -= cancelled;
            ordered -= cancelled;
            left -= cancelled;
        }
        running -= Math.min(left, running);
    }

    /** An order was refused in this step. */
    void refuse(final long step) {
        refusedAt = step;
    }

    /** When an order was last refused. */
    long refusedAt() {
        return refusedAt;
    }

    void fail(final int nodes) {
        running -= Math.min(nodes, running);
    }
}
