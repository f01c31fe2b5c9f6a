package io.forerun.provision;

import java.util.Optional;

/**
 * What a pool holds that nobody but Forerun scales: there a minimum is kept by keeping nodes, and giving its base back lets go
 * what was raised.
 *
 * @param nodes running and ordered
 * @param floor a raised minimum, where there is one
 */
public record Holding(int nodes, Optional<RaisedFloor> floor) {
    /** What it must hold once a goal is reached. */
    public Holding after(final Goal goal) {
        return switch (goal) {
            case Goal.Nodes(final int wanted) -> new Holding(wanted, Optional.empty());
            case Goal.Floor(final int least, final long expiresMs) -> {
                final int base = floor.map(RaisedFloor::base).orElse(nodes);
                yield least <= base
                        ? new Holding(base, Optional.empty())
                        : new Holding(least, Optional.of(new RaisedFloor(base, least, expiresMs)));
            }
            case Goal.Restored() -> new Holding(floor.map(RaisedFloor::base).orElse(nodes), Optional.empty());
        };
    }
}
