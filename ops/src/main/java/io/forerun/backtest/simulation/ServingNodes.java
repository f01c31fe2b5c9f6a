package io.forerun.backtest.simulation;

import io.forerun.plan.Mix;

/** What the nodes that run can serve. */
sealed interface ServingNodes {
    /** Requests per bucket that can be served where so many come. */
    double requests(NodeStock[] stocks, double asked);

    /** Of a workload. */
    static ServingNodes of(final Workload workload) {
        if (workload.fleet().mixes()) {
            return new Shared(Mix.of(workload.fleet(), workload.cost(), Workload.BUCKET_MS));
        }
        final double[] each = new double[workload.fleet().targetCount()];
        for (int target = 0; target < each.length; target++) {
            each[target] = 1
                    / workload.nodesPerRequest(
                            target / workload.fleet().regions().size());
        }
        return new Alike(each);
    }

    /** All requests are alike and may be served anywhere: what nodes can do adds up. */
    record Alike(double[] each) implements ServingNodes {
        @Override
        public double requests(final NodeStock[] stocks, final double asked) {
            double requests = 0;
            for (int target = 0; target < stocks.length; target++) {
                requests += stocks[target].running() * each[target];
            }
            return requests;
        }
    }

    /** Services share nodes, and users are served in regions near enough. */
    record Shared(Mix mix) implements ServingNodes {
        private static final double WHOLE = 1 - 1e-9;

        @Override
        public double requests(final NodeStock[] stocks, final double asked) {
            final int[] nodes = new int[stocks.length];
            for (int target = 0; target < nodes.length; target++) {
                nodes[target] = stocks[target].running();
            }
            final double served = mix.served(nodes, asked);
            return served >= asked * WHOLE ? Math.max(served, mix.capacity(nodes)) : served;
        }
    }
}
