package io.forerun.provision;

/**
 * One call to a provider.
 *
 * @param decision id of the decision behind it
 * @param target index of the target in the fleet
 * @param name of the target, type@region
 * @param goal what is wanted
 */
public record Order(long decision, int target, String name, Goal goal) {
    /** The same for every repetition of this call, different for every other one. */
    public String key() {
        return switch (goal) {
            case Goal.Nodes(final int nodes) -> decision + "-nodes-" + nodes;
            case Goal.Floor(final int nodes, final long expiresMs) -> decision + "-floor-" + nodes + "-" + expiresMs;
            case Goal.Restored() -> decision + "-base";
        };
    }
}
