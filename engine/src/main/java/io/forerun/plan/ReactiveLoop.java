package io.forerun.plan;

import io.forerun.state.Archive;

/**
 * A shadow of the Kubernetes horizontal pod autoscaler (its documented algorithm, with default behaviour): what a reactive
 * autoscaler would hold for the demand observed so far. It keeps a virtual capacity of its own, so nothing that is decided
 * here can mislead it, and a decision that is never below it is never worse than reactive scaling.
 *
 * <p>It syncs every 15 s; observations come once a bucket, so one observation stands for all syncs since the last one. Used
 * on one thread; time is an argument.
 */
public final class ReactiveLoop {
    private static final double TOLERANCE = 0.1;
    private static final int SYNC_MS = 15_000;

    /** The autoscaler's default. */
    private static final int STABILISATION_MS = 300_000;

    private static final int MOST_SYNCS = 240;

    private final RecentMax recommendations;
    private long lastMs;
    private int nodes;
    private boolean started;

    /** With the autoscaler's default stabilisation of scale-in, five minutes. */
    public ReactiveLoop() {
        this(STABILISATION_MS);
    }

    /** With another stabilisation of scale-in. */
    public ReactiveLoop(final int stabilisationMs) {
        recommendations = new RecentMax(stabilisationMs);
    }

    /**
     * Follows the demand of the last closed bucket.
     *
     * @param nowMs not before that of the call before
     * @param required nodes that hold it at the target utilisation, with a fraction; NaN where it was not observed: hold
     * @return nodes it would hold now
     */
    public int step(final long nowMs, final double required) {
        if (Double.isNaN(required)) {
            recommendations.add(nowMs, nodes);
            lastMs = nowMs;
            return nodes;
        }
        if (!started) {
            started = true;
            nodes = Math.max(nodes, RequestCost.whole(required));
            recommendations.add(nowMs, nodes);
        } else {
            final long syncs = Math.min(MOST_SYNCS, (nowMs - lastMs) / SYNC_MS);
            for (long sync = Math.max(0, syncs - 1); sync >= 0; sync--) {
                sync(nowMs - sync * SYNC_MS, required);
            }
        }
        lastMs = nowMs;
        return nodes;
    }

    /** Nodes it holds. */
    public int nodes() {
        return nodes;
    }

    /** Counts in another node type, of which {@code factor} times as many are needed. */
    public void rebase(final double factor) {
        nodes = RequestCost.whole(nodes * factor);
        recommendations.scale(factor);
    }

    /** Passes the whole state. */
    public void pass(final Archive archive) {
        lastMs = archive.pass(lastMs);
        nodes = archive.pass(nodes);
        started = archive.pass(started);
        recommendations.pass(archive);
    }

    private void sync(final long atMs, final double required) {
        recommendations.add(atMs, recommended(required));
        final int wanted = recommendations.max();
        final int upLimit = Math.max(2 * nodes, nodes + 4);
        nodes = Math.min(wanted, upLimit);
    }

    private int recommended(final double required) {
        if (nodes > 0 && Math.abs(required / nodes - 1) <= TOLERANCE) {
            return nodes;
        }
        return RequestCost.whole(required);
    }
}
