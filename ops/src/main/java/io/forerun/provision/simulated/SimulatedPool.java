package io.forerun.provision.simulated;

import io.forerun.provision.RaisedFloor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Nodes of one target, running and on their way. */
final class SimulatedPool {
    private record Batch(long readyMs, int nodes) {}

    private final Deque<Batch> batches = new ArrayDeque<>();
    private int running;
    private int ordered;
    private Optional<RaisedFloor> floor = Optional.empty();

    int running() {
        return running;
    }

    int total() {
        return running + ordered;
    }

    Optional<RaisedFloor> floor() {
        return floor;
    }

    void annotate(final Optional<RaisedFloor> raised) {
        floor = raised;
    }

    void deliver(final long nowMs) {
        while (!batches.isEmpty() && batches.peekFirst().readyMs() <= nowMs) {
            final int nodes = batches.removeFirst().nodes();
            ordered -= nodes;
            running += nodes;
        }
    }

    /** Orders what is missing, ready at a time, or removes what is too many. */
    void hold(final int nodes, final long readyMs) {
        final int missing = nodes - total();
        if (missing > 0) {
            batches.addLast(new Batch(readyMs, missing));
            ordered += missing;
        } else {
            remove(-missing);
        }
    }

    private void remove(final int nodes) {
        int left = nodes;
        while (left > 0 && !batches.isEmpty()) {
            final Batch newest = batches.removeLast();
            final int cancelled = Math.min(left, newest.nodes());
            ordered -= cancelled;
            left -= cancelled;
            if (newest.nodes() > cancelled) {
                batches.addLast(new Batch(newest.readyMs(), newest.nodes() - cancelled));
            }
        }
        running -= Math.min(left, running);
    }
}
