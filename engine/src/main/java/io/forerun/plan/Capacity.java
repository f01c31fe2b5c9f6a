package io.forerun.plan;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the provisioner sees.
 *
 * @param revision rises with every observation that differs
 * @param targets one per target of the fleet, in its order
 */
public record Capacity(long revision, List<Nodes> targets) {
    /**
     * Nodes of one target.
     *
     * @param running nodes that serve
     * @param ordered nodes on their way
     */
    public record Nodes(int running, int ordered) {
        public Nodes {
            if (running < 0 || ordered < 0) {
                throw new IllegalArgumentException(
                        "nodes: running=" + running + ", ordered=" + ordered + ", allowed=0 and up");
            }
        }

        /** Running and ordered. */
        public int total() {
            return running + ordered;
        }
    }

    public Capacity {
        targets = List.copyOf(targets);
    }

    /** Nothing running, nothing ordered, revision 0: what is known before the first observation. */
    public static Capacity none(final Fleet fleet) {
        return new Capacity(0, Collections.nCopies(fleet.targetCount(), new Nodes(0, 0)));
    }

    /** Nodes of each target that serve, of so many. */
    int[] running(final int[] most) {
        final int[] running = new int[most.length];
        Arrays.setAll(running, target -> Math.min(most[target], of(target).running()));
        return running;
    }

    /** Nodes of a target. */
    public Nodes of(final int target) {
        return targets.get(target);
    }
}
