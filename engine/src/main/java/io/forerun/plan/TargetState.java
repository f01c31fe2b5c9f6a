package io.forerun.plan;

import io.forerun.state.Archive;
import java.util.ArrayDeque;

/** What decisions about one target depend on besides the plan. Part of the engine's state. */
final class TargetState {
    private static final int UNKNOWN = -1;
    private static final long HOUR_MS = 3_600_000;

    /** A provisioner that refused is not asked again for so long. */
    private static final long RETRY_MS = 300_000;

    /** What was refused is not planned with for so long: other types serve meanwhile. */
    private static final long SCARCE_MS = 900_000;

    private record Raise(long atMs, int nodes) {}

    private final RecentMax wants;
    private final ArrayDeque<Raise> raises = new ArrayDeque<>();
    private final ArrayDeque<Long> lowerings = new ArrayDeque<>();
    private int decided = UNKNOWN;
    private int floor = UNKNOWN;
    private int base = UNKNOWN;
    private int refusedFrom = UNKNOWN;
    private long retryAtMs = Long.MAX_VALUE;
    private int scarce = NodeType.MAX_NODES;
    private long plentyAtMs = Long.MAX_VALUE;
    private long lastId;

    TargetState(final Limits limits) {
        wants = new RecentMax(limits.stabilisationMs());
    }

    /** Nodes that a decision starts from. */
    int current(final Mode mode, final Capacity.Nodes seen) {
        if (mode == Mode.FLOOR_ONLY) {
            return raised() ? floor : seen.total();
        }
        return decided == UNKNOWN ? seen.total() : decided;
    }

    /** The least that the mode allows to decide. */
    int lowest(final Mode mode, final int current) {
        return mode == Mode.FLOOR_ONLY ? raised() ? base : current : 0;
    }

    /** Whether a minimum stands above what it was. */
    boolean raised() {
        return base != UNKNOWN;
    }

    int base() {
        return base;
    }

    int floor() {
        return floor;
    }

    /** The highest wish within the stabilisation time; what is there already counts as the first wish. */
    int stabilised(final long nowMs, final int wish, final int current) {
        if (wants.isEmpty()) {
            wants.add(nowMs, current);
        }
        wants.add(nowMs, wish);
        return wants.max();
    }

    /** Nodes that were ordered less than their minimum life ago. */
    int young(final long nowMs, final long minimumLifeMs) {
        while (!raises.isEmpty() && raises.peekFirst().atMs() <= nowMs - minimumLifeMs) {
            raises.removeFirst();
        }
        int nodes = 0;
        for (final Raise raise : raises) {
            nodes += raise.nodes();
        }
        return nodes;
    }

    /** Scale-ins of the last hour. */
    int lowerings(final long nowMs) {
        while (!lowerings.isEmpty() && lowerings.peekFirst() <= nowMs - HOUR_MS) {
            lowerings.removeFirst();
        }
        return lowerings.size();
    }

    /** Notes what was decided, or that it stays as it is. */
    void decide(final Decision decision) {
        final int from = decision.from();
        final int to = decision.to();
        if (to > from) {
            raises.addLast(new Raise(decision.atMs(), to - from));
        } else if (to < from) {
            lowerings.addLast(decision.atMs());
        }
        if (to != from) {
            lastId = decision.id();
            refusedFrom = UNKNOWN;
            retryAtMs = Long.MAX_VALUE;
        }
        if (decision.mode() != Mode.FLOOR_ONLY) {
            decided = to;
        } else if (raised()) {
            floor = to;
            if (floor == base) {
                forgetFloor();
            }
        } else if (to > from) {
            base = from;
            floor = to;
        }
    }

    /** Starts again from what is really there. Raised floors stay known unless the new mode takes all control. */
    void modeChanged(final Mode mode) {
        restart();
        if (mode == Mode.FULL) {
            forgetFloor();
        }
    }

    /** Forgets what was decided and wished for: scale-in waits for a whole stabilisation time from here. */
    void restart() {
        wants.clear();
        decided = UNKNOWN;
        refusedFrom = UNKNOWN;
        retryAtMs = Long.MAX_VALUE;
    }

    void forgetFloor() {
        base = UNKNOWN;
        floor = UNKNOWN;
    }

    /** A decision was carried out or not; only the newest one matters. */
    void outcome(final Decision decision, final Outcome.State state) {
        if (decision.id() == lastId) {
            final boolean undone = state == Outcome.State.REFUSED || state == Outcome.State.FAILED;
            refusedFrom = undone ? decision.from() : UNKNOWN;
            retryAtMs = Long.MAX_VALUE;
        }
        if (state == Outcome.State.REFUSED && decision.to() > decision.from()) {
            scarce = Math.min(scarce, decision.from());
            plentyAtMs = Long.MAX_VALUE;
        }
    }

    /** Nodes that could be had when more were last refused; as many as any limit allows some time after that. */
    int scarce(final long nowMs) {
        return nowMs >= plentyAtMs ? NodeType.MAX_NODES : scarce;
    }

    /** Forgets a refusal some time after it. */
    void easeScarcity(final long nowMs) {
        if (scarce == NodeType.MAX_NODES) {
            return;
        }
        if (plentyAtMs == Long.MAX_VALUE) {
            plentyAtMs = nowMs + SCARCE_MS;
        } else if (nowMs >= plentyAtMs) {
            scarce = NodeType.MAX_NODES;
            plentyAtMs = Long.MAX_VALUE;
        }
    }

    /** Forgets, some time after a refusal, that it was decided, so that it is decided again if still wanted. */
    void retry(final long nowMs) {
        if (refusedFrom == UNKNOWN) {
            return;
        }
        if (retryAtMs == Long.MAX_VALUE) {
            retryAtMs = nowMs + RETRY_MS;
        } else if (nowMs >= retryAtMs) {
            decided = UNKNOWN;
            if (raised()) {
                floor = Math.max(base, refusedFrom);
                if (floor == base) {
                    forgetFloor();
                }
            }
            refusedFrom = UNKNOWN;
            retryAtMs = Long.MAX_VALUE;
        }
    }

    void pass(final Archive archive) {
        wants.pass(archive);
        archive.passAll(raises, Raise.class);
        archive.passAll(lowerings, Long.class);
        decided = archive.pass(decided);
        floor = archive.pass(floor);
        base = archive.pass(base);
        refusedFrom = archive.pass(refusedFrom);
        retryAtMs = archive.pass(retryAtMs);
        scarce = archive.pass(scarce);
        plentyAtMs = archive.pass(plentyAtMs);
        lastId = archive.pass(lastId);
    }
}
