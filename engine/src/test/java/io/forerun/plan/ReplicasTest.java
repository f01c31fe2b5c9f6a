package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final NodeType FOUR = new NodeType("four", 4, 8, 0, .2, 60_000, 60_000, 100);
    private static final NodeType GPU = new NodeType("gpu", 4, 8, 1, .8, 60_000, 60_000, 100);

    private static Replicas replicas(
            final double cpu, final double memoryMib, final double gpu, final String... actions) {
        return new Replicas(List.of(actions), cpu, memoryMib, gpu, 10_000, 20_000, 1, 50);
    }

    private static Service service(final String name, final Replicas replicas) {
        return new Service(name, "web", 5, 1, 0, 5, 0, 1, Optional.of(replicas));
    }

    private static Fleet fleet(final Service... services) {
        return new Fleet(
                List.of(FOUR, GPU),
                List.of(new Region("eu", 1)),
                List.of(new Sla("web", 99, 250, 0.9)),
                List.of(services),
                Limits.DEFAULT,
                Planning.DEFAULT,
                List.of(),
                0);
    }

    @Test
    void shouldComeBehindNodesAsTargets() {
        final Fleet fleet = fleet(
                new Service("plain", "web", 5, 1, 0, 5),
                service("a", replicas(1, 512, 0, "x")),
                service("b", replicas(2, 512, 0, "y")));
        assertEquals(2, fleet.nodeTargets());
        assertEquals(
                List.of("four@eu", "gpu@eu", "service/a", "service/b"),
                fleet.targets().stream().map(Target::name).toList());
        assertEquals(2, fleet.serviceOf(3));
        assertEquals(3, fleet.targetIndex("service/b"));
        assertEquals(20_000, fleet.nodeType(3).leadTimeP90Ms());
        assertEquals(50, fleet.nodeType(3).quota());
        assertEquals(.1, fleet.usdPerHour(3), 1e-12, "half of the cheapest node that carries it");
        assertEquals(2, fleet.withoutReplicas().targetCount());
    }

    @Test
    void shouldReadBackWhatItWrites() {
        final Fleet fleet =
                fleet(service("a", replicas(1, 512, 0, "GET /a b", "x=y")), new Service("plain", "web", 5, 1, 0, 5));
        assertEquals(fleet, Fleet.parse(fleet.canonical()));
        assertTrue(fleet.canonical().startsWith("fleet.version=4\n"));
    }

    @Test
    void shouldSayWhatIsWrong() {
        final Map<String, org.junit.jupiter.api.function.Executable> wrong = Map.of(
                "services[1].replicas.actions: value=x, allowed=an action that a does not have",
                () -> fleet(service("a", replicas(1, 512, 0, "x")), service("b", replicas(1, 512, 0, "x"))),
                "services[0].replicas.cpu: value=5.0 with 512.0 MiB and 0.0 GPUs, allowed=what some node type has",
                () -> fleet(service("a", replicas(5, 512, 0, "x"))),
                "actions.length: value=0, allowed=1 to 255",
                () -> replicas(1, 512, 0),
                "actions: value=x, allowed=each action once",
                () -> replicas(1, 512, 0, "x", "x"),
                "min: value=9, allowed=0 to 3",
                () -> new Replicas(List.of("x"), 1, 512, 0, 0, 0, 9, 3));
        wrong.forEach((message, made) -> assertEquals(
                message, assertThrows(IllegalArgumentException.class, made).getMessage()));
    }

    @Test
    void shouldTellWhatANewNodeCarries() {
        final Fleet fleet = fleet(
                service("a", replicas(.5, 512, 0, "x")),
                service("b", replicas(1, 2_048, 0, "y")),
                service("c", replicas(.5, 512, 1, "z")));
        final int[] wanted = {0, 0, 30, 10, 0};
        final Carriage carriage = new Carriage(fleet);
        // Three of a for each of b take 2.5 of 4 cores; what is left has room for one more of each.
        assertEquals(Map.of("a", 4, "b", 2), carriage.byNode(0, target -> wanted[target]));
        wanted[4] = 2;
        assertEquals(Map.of("a", 4, "b", 2), carriage.byNode(0, target -> wanted[target]), "no GPU there");
        assertEquals(1, carriage.byNode(1, target -> wanted[target]).get("c"));
        wanted[2] = 1;
        wanted[3] = 0;
        wanted[4] = 0;
        assertEquals(Map.of("a", 1), carriage.byNode(0, target -> wanted[target]), "no more than are wanted in all");
        assertEquals(Map.of(), carriage.byNode(2, target -> wanted[target]), "a replica carries nothing");
    }
}
