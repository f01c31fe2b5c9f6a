package io.forerun.backtest.simulation;

import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.NodeType;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import java.util.List;

/** Workloads for tests: one request per bucket keeps one node of the type {@code one}, half a node of {@code two}. */
public final class Workloads {
    private Workloads() {}

    /** A fleet whose nodes cost 1 and 3 USD an hour, with as much lead time. */
    public static Fleet fleet(final int leadMs, final int minNodes, final double latencyMs) {
        final Planning planning = new Planning(0.5, 0, 60_000);
        return new Fleet(
                List.of(
                        new NodeType("one", 1, 1, 0, 1, leadMs, leadMs, 1_000),
                        new NodeType("two", 2, 2, 0, 3, leadMs, leadMs, 1_000)),
                List.of(new Region("eu", 1)),
                List.of(new Sla("web", 99, latencyMs, 10)),
                List.of(new Service("web", "web", 30_000, 0, 0, 0)),
                new Limits(minNodes, 500, 500, 300_000, 0, 1e9, 60),
                planning,
                List.of(),
                0);
    }

    /** Everything is scored but the first buckets. */
    public static Workload of(final Fleet fleet, final int testFrom, final double... nodes) {
        return new Workload(0, nodes, testFrom, nodes.length, fleet, fleet.defaultCost());
    }
}
