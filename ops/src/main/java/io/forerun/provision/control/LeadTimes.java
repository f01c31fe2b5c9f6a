package io.forerun.provision.control;

import io.forerun.plan.Fleet;
import io.forerun.provision.Observation.Seen;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * How long nodes took from order to service, learned by watching: nodes ordered first are taken to run first, cancelled ones
 * to be the youngest. One thread.
 */
final class LeadTimes {
    /** Newest lead times of a target that count. */
    private static final int WINDOW = 64;

    /** Lead times before anything is said about them. */
    static final int ENOUGH = 8;

    private record Batch(long orderedMs, int nodes) {}

    private final class Watch {
        private final Deque<Batch> waiting = new ArrayDeque<>();
        private final Deque<Long> took = new ArrayDeque<>();
        private int running = -1;
        private int total;
    }

    private final Watch[] watches;

    LeadTimes(final Fleet fleet) {
        watches = new Watch[fleet.targetCount()];
        Arrays.setAll(watches, target -> new Watch());
    }

    /**
     * A target at a moment.
     *
     * @param orderedMs when it was last asked for nodes: what is more than before was ordered then
     */
    void observe(final int target, final Seen seen, final long orderedMs, final long nowMs) {
        final int running = seen.running();
        final int total = seen.total();
        final Watch watch = watches[target];
        if (watch.running < 0) { // Nobody knows since when those have been on their way.
            watch.running = running;
            watch.total = total;
            return;
        }
        final int more = total - watch.total;
        if (more > 0) {
            watch.waiting.addLast(new Batch(orderedMs, more));
        } else {
            cancel(watch, -more);
        }
        arrive(watch, running - watch.running, nowMs);
        watch.running = running;
        watch.total = total;
    }

    private static void arrive(final Watch watch, final int nodes, final long nowMs) {
        int left = nodes;
        while (left > 0 && !watch.waiting.isEmpty()) {
            final Batch oldest = watch.waiting.removeFirst();
            final int here = Math.min(left, oldest.nodes());
            for (int node = 0; node < Math.min(here, WINDOW); node++) {
                watch.took.addLast(nowMs - oldest.orderedMs());
            }
            while (watch.took.size() > WINDOW) {
                watch.took.removeFirst();
            }
            if (oldest.nodes() > here) {
                watch.waiting.addFirst(new Batch(oldest.orderedMs(), oldest.nodes() - here));
            }
            left -= here;
        }
    }

    private static void cancel(final Watch watch, final int nodes) {
        int left = nodes;
        while (left > 0 && !watch.waiting.isEmpty()) {
            final Batch newest = watch.waiting.removeLast();
            final int gone = Math.min(left, newest.nodes());
            if (newest.nodes() > gone) {
                watch.waiting.addLast(new Batch(newest.orderedMs(), newest.nodes() - gone));
            }
            left -= gone;
        }
    }

    /** The 90th percentile of a target's newest lead times; empty before there are enough of them. */
    OptionalLong p90Ms(final int target) {
        return quantile(target, 0.9);
    }

    /** Their median. */
    OptionalLong medianMs(final int target) {
        return quantile(target, 0.5);
    }

    private OptionalLong quantile(final int target, final double share) {
        final long[] sorted = watches[target].took.stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return sorted.length < ENOUGH
                ? OptionalLong.empty()
                : OptionalLong.of(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
