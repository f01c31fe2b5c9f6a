package io.forerun.backtest;

import java.util.ArrayDeque;

/** Nodes that serve and nodes on their way. What is taken away goes at once, the newest orders first. */
final class NodePool {
    private static final class Order {
        private final long readyStep;
        private int nodes;

        Order(final long readyStep, final int nodes) {
            this.readyStep = readyStep;
            this.nodes = nodes;
        }
    }

    private final int leadSteps;
    private final ArrayDeque<Order> orders = new ArrayDeque<>();
    private int serving;
    private int ordered;

    NodePool(final int leadSteps, final int initialNodes) {
        this.leadSteps = leadSteps;
        serving = initialNodes;
    }

    int serving() {
        return serving;
    }

    int total() {
        return serving + ordered;
    }

    /** Lets nodes serve whose lead time has passed. */
    void advance(final long step) {
        while (!orders.isEmpty() && orders.peekFirst().readyStep <= step) {
            final Order order = orders.removeFirst();
            serving += order.nodes;
            ordered -= order.nodes;
        }
    }

    /** Orders or takes away until there are so many. Whether anything changed. */
    boolean want(final long step, final int nodes) {
        final int change = nodes - total();
        if (change > 0) {
            order(step, change);
        } else {
            int excess = -change;
            while (excess > 0 && !orders.isEmpty()) {
                final Order newest = orders.peekLast();
                final int cancelled = Math.min(excess, newest.nodes);
                newest.nodes -= cancelled;
                ordered -= cancelled;
                excess -= cancelled;
                if (newest.nodes == 0) {
                    orders.removeLast();
                }
            }
            serving -= excess;
        }
        return change != 0;
    }

    private void order(final long step, final int nodes) {
        if (leadSteps == 0) {
            serving += nodes;
        } else {
            orders.addLast(new Order(step + leadSteps, nodes));
            ordered += nodes;
        }
    }
}
