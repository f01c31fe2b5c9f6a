package io.forerun.plan;

import io.forerun.plan.cover.Holding;
import java.util.List;

/** A fleet that mixes types, for tests: web needs one core for 1 ms, infer a GPU for 1 ms and a tenth of that of a core. */
final class Mixed {
    static final NodeType CORES = new NodeType("cores", 4, 16, 0, 0.2, 120_000, 180_000, 100);
    static final NodeType GPUS = new NodeType("gpus", 4, 16, 1, 1.0, 120_000, 180_000, 100);

    /** Requests per minute that keep one CPU core, or one GPU, at 70 %. */
    static final double PER_CORE = Fixture.REQUESTS_PER_NODE;

    private Mixed() {}

    /** Nine in ten requests are for web. */
    static Fleet fleet(final Limits limits, final NodeType... types) {
        return new Fleet(
                List.of(types),
                List.of(new Region("near", 1), new Region("far", 0.5)),
                List.of(new Sla("fast", 99, 100, 5), new Sla("slow", 95, 1_000, 5)),
                List.of(new Service("web", "fast", 1, 0, 0, 1, 9, 1), new Service("infer", "slow", 0.1, 0, 1, 1, 1, 1)),
                List.of(new Users("here", 1, List.of(10.0, 200.0))),
                limits,
                Planning.DEFAULT,
                List.of(),
                0);
    }

    static Fleet fleet() {
        return fleet(Fixture.wide(), CORES, GPUS);
    }

    static PlanInput input(final Fleet fleet, final double requests, final int... total) {
        final List<Capacity.Nodes> nodes = new java.util.ArrayList<>();
        for (int target = 0; target < fleet.targetCount(); target++) {
            nodes.add(new Capacity.Nodes(target < total.length ? total[target] : 0, 0));
        }
        return new PlanInput(Fixture.flat(0, requests), new Capacity(1, nodes), fleet, 0, 0, Holding.UNKNOWN);
    }
}
