package io.forerun.provision.simulated;

import io.forerun.plan.Fleet;
import io.forerun.provision.Goal;
import io.forerun.provision.Holding;
import io.forerun.provision.Observation;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.RaisedFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A provider that exists only in the engine's time: an order is there after the mean lead time of its type, a removal at once,
 * ordered nodes first. The same goals at the same times give the same nodes. One thread.
 */
public final class SimulatedCloud {
    private final Fleet fleet;
    private final SimulatedPool[] pools;

    /** Nothing runs at first. */
    public SimulatedCloud(final Fleet fleet) {
        this.fleet = fleet;
        pools = new SimulatedPool[fleet.targetCount()];
        for (int target = 0; target < pools.length; target++) {
            pools[target] = new SimulatedPool();
        }
    }

    /** What there is. */
    public Observation observe(final long nowMs) {
        final List<Seen> seen = new ArrayList<>(pools.length);
        for (final SimulatedPool pool : pools) {
            pool.deliver(nowMs);
            seen.add(Seen.own(pool.running(), pool.total() - pool.running(), 0, pool.floor()));
        }
        return new Observation(seen);
    }

    /** Orders or removes what is missing to a goal, as far as a limit on the nodes of the target lets it; what it lacks of it. */
    public int settle(final int target, final Goal goal, final int most, final long nowMs) {
        final SimulatedPool pool = pools[target];
        pool.deliver(nowMs);
        final Holding wanted = new Holding(pool.total(), pool.floor()).after(goal);
        final int nodes = Math.min(wanted.nodes(), Math.max(most, pool.total()));
        pool.hold(nodes, nowMs + fleet.nodeType(target).leadTimeMs());
        pool.annotate(wanted.floor());
        return wanted.nodes() - nodes;
    }

    /** Nodes of a target, ordered ones included. */
    public int total(final int target) {
        return pools[target].total();
    }

    /** The raised minimum of a target. */
    public Optional<RaisedFloor> floor(final int target) {
        return pools[target].floor();
    }
}
