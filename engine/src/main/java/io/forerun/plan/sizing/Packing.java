package io.forerun.plan.sizing;

import java.util.ArrayList;
import java.util.List;

/**
 * What nodes of several types can serve together of several services whose requests share them. A request runs on one node, so
 * resources of different nodes do not simply add up: memory here is of no use to work that waits for a GPU there.
 *
 * <p>Put a price on a request of each service. Nodes together cannot serve more, in these prices, than the most that each can
 * serve by itself. Each set of prices so gives a limit that is linear in the nodes, and all sets together say exactly what can be
 * served (support functions of a Minkowski sum add up; Rockafellar 1970). The prices used here are what requests use of each
 * resource, and each service by itself: that is exact for up to two services, since the edges of a sum of polygons are
 * those of its summands, and never too little for more.
 */
public final class Packing {
    private static final double TOLERANCE = 1e-9;

    private final double[][] prices;
    private final double[][] yields;

    private Packing(final double[][] prices, final double[][] yields) {
        this.prices = prices;
        this.yields = yields;
    }

    /**
     * For services and types.
     *
     * @param uses [service][resource] of one request; each service uses some
     * @param gives [type][resource] of one node
     */
    public static Packing of(final double[][] uses, final double[][] gives) {
        final List<double[]> prices = new ArrayList<>();
        for (int resource = 0; resource < gives[0].length; resource++) {
            final double[] price = new double[uses.length];
            for (int service = 0; service < uses.length; service++) {
                price[service] = uses[service][resource];
            }
            addUnlessThere(prices, price);
        }
        for (int service = 0; service < uses.length; service++) {
            final double[] price = new double[uses.length];
            price[service] = 1;
            addUnlessThere(prices, price);
        }
        final double[][] all = prices.toArray(double[][]::new);
        final double[][] yields = new double[gives.length][all.length];
        for (int type = 0; type < gives.length; type++) {
            for (int limit = 0; limit < all.length; limit++) {
                yields[type][limit] = MostValue.of(all[limit], uses, gives[type]);
            }
        }
        for (int limit = 0; limit < all.length; limit++) {
            countInNodes(all[limit], yields, limit);
        }
        return new Packing(all, yields);
    }

    /** Scales a limit so that one node of the type that adds most adds 1: solvers like numbers that are not far from that. */
    private static void countInNodes(final double[] price, final double[][] yields, final int limit) {
        double most = 0;
        for (final double[] ofType : yields) {
            most = Math.max(most, ofType[limit]);
        }
        if (most > 0) {
            for (int service = 0; service < price.length; service++) {
                price[service] /= most;
            }
            for (final double[] ofType : yields) {
                ofType[limit] /= most;
            }
        }
    }

    private static void addUnlessThere(final List<double[]> prices, final double[] price) {
        final double own = sum(price);
        if (own == 0) {
            return;
        }
        for (final double[] other : prices) {
            final double scale = own / sum(other);
            boolean same = true;
            for (int service = 0; service < price.length; service++) {
                same &= Math.abs(price[service] - scale * other[service]) <= TOLERANCE * own;
            }
            if (same) {
                return;
            }
        }
        prices.add(price);
    }

    private static double sum(final double[] values) {
        double sum = 0;
        for (final double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Number of limits. */
    public int limits() {
        return prices.length;
    }

    /** The limit that counts requests of that service alone; of any services where there is none. */
    public int alone(final int service) {
        int alone = prices.length - 1;
        for (int limit = 0; limit < prices.length; limit++) {
            boolean only = prices[limit][service] > 0;
            for (int other = 0; other < prices[limit].length; other++) {
                only &= other == service || prices[limit][other] == 0;
            }
            alone = only ? limit : alone;
        }
        return alone;
    }

    /** What one request of a service counts for in a limit, in nodes of the type that adds most to it. */
    public double price(final int limit, final int service) {
        return prices[limit][service];
    }

    /** What one node of a type adds to a limit. */
    public double yield(final int type, final int limit) {
        return yields[type][limit];
    }

    /** How many times the given requests of each service so many nodes of each type serve; infinite where none are given. */
    public double times(final double[] requests, final int[] nodes) {
        double times = Double.POSITIVE_INFINITY;
        for (int limit = 0; limit < prices.length; limit++) {
            double needed = 0;
            for (int service = 0; service < requests.length; service++) {
                needed += prices[limit][service] * requests[service];
            }
            double there = 0;
            for (int type = 0; type < nodes.length; type++) {
                there += nodes[type] * yields[type][limit];
            }
            times = needed > 0 ? Math.min(times, there / needed) : times;
        }
        return times;
    }
}
