package io.forerun.provision;

/** What is wanted of one target; absolute, so that asking twice is asking once. */
public sealed interface Goal {
    /** So many nodes, no more and no less; a minimum raised before counts no longer. */
    record Nodes(int nodes) implements Goal {
        public Nodes {
            atLeastZero("nodes", nodes);
        }
    }

    /**
     * A minimum. What it was before the first raise is kept beside it as its base, with the expiry, where a restarted or another
     * process finds both.
     *
     * @param nodes at least
     * @param expiresMs when anybody may give the base back, should nobody have said otherwise until then
     */
    record Floor(int nodes, long expiresMs) implements Goal {
        public Floor {
            atLeastZero("nodes", nodes);
        }
    }

    /** The minimum that was there before it was raised. */
    record Restored() implements Goal {}

    /** For people, as what was asked for. */
    default String text() {
        return switch (this) {
            case Nodes(final int nodes) -> nodes + " nodes";
            case Floor(final int nodes, final long expiresMs) -> "at least " + nodes + " nodes";
            case Restored() -> "the minimum of before";
        };
    }

    private static void atLeastZero(final String name, final int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": value=" + value + ", allowed=0 and up");
        }
    }
}
