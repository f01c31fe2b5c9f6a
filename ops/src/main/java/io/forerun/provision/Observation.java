package io.forerun.provision;

import io.forerun.plan.Capacity.Nodes;
import io.forerun.plan.Fleet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a provider has at one moment: the truth that decisions are compared with.
 *
 * @param targets one per target of the fleet, in its order
 */
public record Observation(List<Seen> targets) {
    /**
     * One target.
     *
     * @param running nodes that serve
     * @param ordered nodes that do not serve: on their way, or failing
     * @param unhealthy those of them that served before, or failed to come up in time
     * @param minimum nodes that whoever else scales it keeps at least; all of them where nobody else does
     * @param floor how the minimum was raised, where it was
     */
    public record Seen(int running, int ordered, int unhealthy, int minimum, Optional<RaisedFloor> floor) {
        /** Nothing there. */
        public static final Seen NOTHING = own(0, 0, 0, Optional.empty());

        /** A pool that nobody but Forerun scales. */
        public static Seen own(
                final int running, final int ordered, final int unhealthy, final Optional<RaisedFloor> floor) {
            return new Seen(running, ordered, unhealthy, running + ordered, floor);
        }

        /** Running and ordered. */
        public int total() {
            return running + ordered;
        }

        /** Whether the provider has taken a goal on. */
        public boolean placed(final Goal goal) {
            return switch (goal) {
                case Goal.Nodes(final int nodes) -> total() == nodes && floor.isEmpty();
                case Goal.Floor(final int least, final long expiresMs) ->
                    minimum >= least
                            && floor.map(raised -> raised.floor() == least && raised.expiresMs() >= expiresMs)
                                    .orElse(true);
                case Goal.Restored() -> floor.isEmpty();
            };
        }

        /** Whether a goal is reached: taken on, and its nodes serve. */
        public boolean reached(final Goal goal) {
            return placed(goal)
                    && switch (goal) {
                        case Goal.Nodes(final int nodes) -> running == nodes;
                        case Goal.Floor(final int least, final long expiresMs) -> running >= least;
                        case Goal.Restored() -> true;
                    };
        }

        /** As the engine counts it. */
        public Nodes nodes() {
            return new Nodes(running, ordered);
        }
    }

    public Observation {
        targets = List.copyOf(targets);
    }

    /** Nothing anywhere. */
    public static Observation nothing(final Fleet fleet) {
        return new Observation(Collections.nCopies(fleet.targetCount(), Seen.NOTHING));
    }

    /** One target. */
    public Seen of(final int target) {
        return targets.get(target);
    }

    /** As the engine counts it, target by target. */
    public List<Nodes> nodes() {
        return targets.stream().map(Seen::nodes).toList();
    }
}
