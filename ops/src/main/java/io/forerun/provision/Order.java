package io.forerun.provision;

import java.util.Map;

/**
 * One call to a provider.
 *
 * @param decision id of the decision behind it
 * @param target index of the target in the fleet
 * @param name of the target, type@region or service/name
 * @param goal what is wanted
 * @param carries replicas of each service that a new node of it is to carry, by name; empty where nobody decides on replicas
 */
public record Order(long decision, int target, String name, Goal goal, Map<String, Integer> carries) {
    /** One whose nodes carry what they always do. */
    public Order(final long decision, final int target, final String name, final Goal goal) {
        this(decision, target, name, goal, Map.of());
    }

    /** The same for every repetition of this call, different for every other one. */
    public String key() {
        return switch (goal) {
            case Goal.Nodes(final int nodes) -> decision + "-nodes-" + nodes;
            case Goal.Floor(final int nodes, final long expiresMs) -> decision + "-floor-" + nodes + "-" + expiresMs;
            case Goal.Restored() -> decision + "-base";
        };
    }
}
