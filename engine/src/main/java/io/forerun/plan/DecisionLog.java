package io.forerun.plan;

import io.forerun.state.Archive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The newest decisions by id. Ids are given here, rising from 1 without a gap. Part of the engine's state. */
final class DecisionLog {
    static final int CAPACITY = 10_000;

    private final Decision[] ring = new Decision[CAPACITY];
    private long lastId;

    long nextId() {
        return lastId + 1;
    }

    void add(final Decision decision) {
        lastId = decision.id();
        ring[(int) (lastId % CAPACITY)] = decision;
    }

    /** The decision of that id, null where it is not known any more or not yet. */
    Decision find(final long id) {
        return id < firstId() || id > lastId ? null : ring[(int) (id % CAPACITY)];
    }

    void outcome(final long id, final Outcome outcome) {
        ring[(int) (id % CAPACITY)] = find(id).with(outcome);
    }

    /** Those that were sent and are not done with, and those that are the newest of their target and in force. */
    List<Decision> open() {
        final Set<String> targets = new HashSet<>();
        return recent().reversed().stream()
                .filter(Decision::sent)
                .filter(decision -> {
                    final Outcome.State state = decision.outcome().state();
                    final boolean newest = targets.add(decision.target());
                    return state == Outcome.State.PENDING || newest && state == Outcome.State.RUNNING;
                })
                .toList()
                .reversed();
    }

    /** All that are kept, oldest first. */
    List<Decision> recent() {
        final List<Decision> decisions = new ArrayList<>();
        for (long id = firstId(); id <= lastId; id++) {
            decisions.add(find(id));
        }
        return decisions;
    }

    List<Decision> recent(final long fromId) {
        return recent().stream().filter(decision -> decision.id() >= fromId).toList();
    }

    void pass(final Archive archive) {
        lastId = archive.pass(lastId);
        for (long id = firstId(); id <= lastId; id++) {
            ring[(int) (id % CAPACITY)] = archive.pass(find(id), Decision.class);
        }
    }

    private long firstId() {
        return Math.max(1, lastId - CAPACITY + 1);
    }
}
