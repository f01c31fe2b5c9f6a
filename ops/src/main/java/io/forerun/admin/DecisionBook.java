package io.forerun.admin;

import io.forerun.plan.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest decisions by id, each with its newest outcome. Guarded by its own lock. */
final class DecisionBook {
    private static final int KEPT = 2_000;

    private final Map<Long, Decision> decisions = new LinkedHashMap<>();

    synchronized void add(final List<Decision> made) {
        for (final Decision decision : made) {
            if (decision.id() > 0) {
                decisions.put(decision.id(), decision);
            }
        }
        final var oldest = decisions.keySet().iterator();
        for (int over = decisions.size() - KEPT; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Newest first. */
    synchronized List<Decision> newest(final int count) {
        final List<Decision> all = new ArrayList<>(decisions.values());
        return all.reversed().subList(0, Math.min(count, all.size()));
    }

    /** The newest about a target. */
    Optional<Decision> newestOf(final String target) {
        return newest(KEPT).stream()
                .filter(decision -> decision.target().equals(target))
                .findFirst();
    }

    /** The decision of that id; null where it is not kept. */
    synchronized Decision find(final long id) {
        return decisions.get(id);
    }
}
