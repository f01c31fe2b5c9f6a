package io.forerun.plan;

import io.forerun.plan.sizing.ErlangC;
import io.forerun.plan.sizing.Spares;

/**
 * By how much what is held exceeds what demand keeps at the planned utilisation: so that waiting stays within the SLA's percentile,
 * enough is left when nodes fail, and when zones are lost.
 */
final class Headroom {
    /** Of so many servers the waiting never matters below full load. */
    private static final double LARGE = 5_000;

    private static final double PERCENT = 100;

    private final Fleet fleet;
    private final int bucketMs;

    Headroom(final Fleet fleet, final int bucketMs) {
        this.fleet = fleet;
        this.bucketMs = bucketMs;
    }

    /**
     * Of a service, 1 and up.
     *
     * @param requests of it per bucket
     * @param cost of one
     */
    double of(final int service, final double requests, final RequestCost cost) {
        final Service served = fleet.services().get(service);
        final Sla sla = fleet.sla(served);
        return waiting(served, sla, requests, cost) * spares(sla, requests, cost) * zones(sla);
    }

    private double waiting(final Service service, final Sla sla, final double requests, final RequestCost cost) {
        final double load = requests * Math.max(cost.cpuUs(), cost.gpuUs()) / 1_000 / bucketMs;
        if (load == 0 || load > LARGE || service.busyMs() == 0) {
            return 1;
        }
        final double slackMs = sla.latencyMs() - service.durationMs() - farthestMs(service);
        if (slackMs <= 0) {
            return 1; // Late without any waiting: more servers would not help.
        }
        final double late = 1 - sla.latencyPercentile() / PERCENT;
        final int servers = ErlangC.servers(load, slackMs / service.busyMs(), late);
        return Math.max(1, servers * fleet.planning().utilisation() / load);
    }

    /** Latency of the farthest region that serves any users of a service. */
    private double farthestMs(final Service service) {
        double farthest = 0;
        for (final Users users : fleet.users()) {
            final int last = FleetUsers.near(users, service, fleet.slas()).getLast();
            farthest = Math.max(farthest, users.latencyMs().get(last));
        }
        return farthest;
    }

    private double spares(final Sla sla, final double requests, final RequestCost cost) {
        if (sla.availabilityPct() == 0) {
            return 1;
        }
        double least = Double.POSITIVE_INFINITY;
        double down = 0;
        for (final NodeType type : fleet.nodeTypes()) {
            final double nodes =
                    cost.nodes(requests, bucketMs, type, fleet.planning().utilisation());
            if (nodes < least) { // The largest nodes that can serve it: of these each one counts for most.
                least = nodes;
                down = type.down();
            }
        }
        final int needed = Math.max(1, RequestCost.whole(least));
        return 1 + (double) Spares.of(needed, down, sla.availabilityPct() / PERCENT) / needed;
    }

    private double zones(final Sla sla) {
        double most = 1;
        for (final Region region : fleet.regions()) {
            most = Math.max(most, Spares.forZones(region.zones(), sla.lostZones()));
        }
        return most;
    }
}
