package io.forerun.provision;

import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.NodeType;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Replicas;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import java.util.List;
import java.util.Optional;

/** Fleets for tests. */
public final class Fleets {
    private Fleets() {}

    /** Two types in one region: targets small@eu and large@eu, 60 s of lead time, at most 8 of each. */
    public static Fleet two() {
        return new Fleet(
                List.of(type("small", 2), type("large", 8)),
                List.of(new Region("eu", 1)),
                List.of(new Sla("web", 99, 300, 2)),
                List.of(new Service("web", "web", 10, 10, 0, 20)),
                Limits.DEFAULT,
                Planning.DEFAULT,
                List.of(),
                0);
    }

    /** The same, and replicas of web, which serve what people browse: target service/web, 60 s of lead time, at most 8. */
    public static Fleet withReplicas() {
        final Fleet two = two();
        final Replicas replicas = new Replicas(List.of("browse"), .5, 512, 0, 60_000, 60_000, 0, 8);
        return new Fleet(
                two.nodeTypes(),
                two.regions(),
                two.slas(),
                List.of(two.services().getFirst().with(Optional.of(replicas))),
                two.limits(),
                two.planning(),
                List.of(),
                0);
    }

    private static NodeType type(final String name, final double cpu) {
        return new NodeType(name, cpu, 2 * cpu, 0, 0.1, 60_000, 60_000, 8);
    }
}
