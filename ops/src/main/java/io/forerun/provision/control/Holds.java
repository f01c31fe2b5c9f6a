package io.forerun.provision.control;

import io.forerun.provision.Observation.Seen;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Why a change has to wait. */
final class Holds {
    private final ReconcileConfig config;
    private final LongPredicate utilisationFresh;

    Holds(final ReconcileConfig config, final LongPredicate utilisationFresh) {
        this.config = config;
        this.utilisationFresh = utilisationFresh;
    }

    /** The first reason to leave a target as it is, empty where there is none. */
    Optional<String> why(final Pursuit pursuit, final Seen seen, final long nowMs) {
        final boolean lowers = pursuit.lowers(seen);
        for (final ForbiddenWindow window : config.forbidden()) {
            if (window.forbids(nowMs, lowers)) {
                return Optional.of("forbidden window");
            }
        }
        if (lowers && !utilisationFresh.test(nowMs)) {
            return Optional.of("utilisation missing or stale");
        }
        if ((lowers || pursuit.stepped()) && unstable(seen)) {
            return Optional.of("unstable: " + seen.unhealthy() + " of " + seen.total() + " nodes unhealthy");
        }
        return Optional.empty();
    }

    /** Whether too many of a target's nodes fail. */
    boolean unstable(final Seen seen) {
        return 100L * seen.unhealthy() > (long) config.gradual().unhealthyPct() * seen.total();
    }
}
