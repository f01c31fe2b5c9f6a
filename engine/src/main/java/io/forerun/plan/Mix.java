package io.forerun.plan;

import io.forerun.plan.mpc.Effort;
import io.forerun.plan.mpc.Optimiser;
import io.forerun.plan.mpc.Problem;
import io.forerun.plan.sizing.Packing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Demand of several services from several places, and what the nodes of a fleet serve of it. Counted in requests per bucket, of all
 * services together. Immutable.
 */
public final class Mix {
    private static final int RESOURCES = 3;
    private static final double KIB_PER_GIB = 1_048_576;
    private static final double MANY_NODES = 1_000;

    /** Requests of a service from a place, and the regions near enough, nearest first. */
    record Part(int place, int service, double share, List<Integer> near) {}

    private final Fleet fleet;
    private final DemandShares shares;
    private final Packing packing;
    private final List<Part> parts;
    private final double[] ofService;
    private final double usdPerRequest;

    private Mix(final Fleet fleet, final DemandShares shares, final int bucketMs, final boolean interrupted) {
        this.fleet = fleet;
        this.shares = shares;
        packing = packing(fleet, shares, bucketMs, interrupted);
        parts = parts(fleet, shares);
        ofService = new double[shares.services()];
        Arrays.setAll(ofService, shares::ofService);
        usdPerRequest = cheapest();
    }

    /** Demand as the fleet says, at a mean cost of a request that was seen, and nodes that are all there. */
    public static Mix of(final Fleet fleet, final RequestCost seen, final int bucketMs) {
        return new Mix(fleet, DemandShares.of(fleet).at(seen, fleet.defaultCost()), bucketMs, false);
    }

    /** Nodes that are taken away now and then count for the share of time they are there. */
    static Mix of(final Fleet fleet, final DemandShares shares, final int bucketMs) {
        return new Mix(fleet, shares, bucketMs, true);
    }

    private static Packing packing(
            final Fleet fleet, final DemandShares shares, final int bucketMs, final boolean interrupted) {
        final double[][] uses = new double[shares.services()][];
        for (int service = 0; service < uses.length; service++) {
            final RequestCost cost = shares.costs().get(service);
            uses[service] = new double[] {cost.cpuUs(), cost.memoryKibS(), cost.gpuUs()};
        }
        final double[][] gives = new double[fleet.nodeTypes().size()][RESOURCES];
        for (int index = 0; index < gives.length; index++) {
            final NodeType type = fleet.nodeTypes().get(index);
            final double up = interrupted && type.spot() ? 1 - type.down() : 1;
            final double seconds = up * fleet.planning().utilisation() * bucketMs / 1_000;
            gives[index][0] = type.cpu() * 1e6 * seconds;
            gives[index][1] = type.memoryGib() * KIB_PER_GIB * seconds;
            gives[index][2] = type.gpu() * 1e6 * seconds;
        }
        return Packing.of(uses, gives);
    }

    private static List<Part> parts(final Fleet fleet, final DemandShares shares) {
        final List<Part> parts = new ArrayList<>();
        for (int place = 0; place < shares.places(); place++) {
            for (int service = 0; service < shares.services(); service++) {
                final List<Integer> near = fleet.users().isEmpty()
                        ? List.of(0)
                        : FleetUsers.near(
                                fleet.users().get(place), fleet.services().get(service), fleet.slas());
                final double share = shares.share(place, service);
                if (share > 0) {
                    parts.add(new Part(place, service, share, near));
                }
            }
        }
        return List.copyOf(parts);
    }

    DemandShares shares() {
        return shares;
    }

    Packing packing() {
        return packing;
    }

    List<Part> parts() {
        return parts;
    }

    /** Nodes of a type per request per bucket where they serve as much as they can of what suits them best. */
    double largestShare(final int type) {
        double share = Double.POSITIVE_INFINITY;
        for (int limit = 0; limit < packing.limits(); limit++) {
            double needed = 0;
            for (int service = 0; service < ofService.length; service++) {
                needed += packing.price(limit, service) * ofService[service];
            }
            share = packing.yield(type, limit) > 0 ? Math.min(share, needed / packing.yield(type, limit)) : share;
        }
        return share;
    }

    /** The least price of nodes that serve one request per bucket, in fractions of nodes, USD per hour: no fleet does it for less. */
    public double usdPerRequest() {
        return usdPerRequest;
    }

    /** The type that serves the largest service by itself for the least. */
    NodeType mainType() {
        int main = 0;
        for (int service = 1; service < ofService.length; service++) {
            main = ofService[service] > ofService[main] ? service : main;
        }
        NodeType cheapest = fleet.nodeTypes().get(fleet.referenceType());
        double least = Double.POSITIVE_INFINITY;
        for (int type = 0; type < fleet.nodeTypes().size(); type++) {
            final NodeType each = fleet.nodeTypes().get(type);
            final double usd = each.usdPerHour() / packing.yield(type, packing.alone(main));
            if (usd < least) {
                least = usd;
                cheapest = each;
            }
        }
        return cheapest;
    }

    /** Requests per bucket that nodes could serve wherever they stood. */
    public double capacity(final int[] nodesByTarget) {
        final int[] byType = new int[fleet.nodeTypes().size()];
        for (int target = 0; target < nodesByTarget.length; target++) {
            byType[target / fleet.regions().size()] += nodesByTarget[target];
        }
        return packing.times(ofService, byType);
    }

    /**
     * Requests per bucket that are served of so many: each goes to the nearest region that has room, those first that have the
     * least choice.
     */
    public double served(final int[] nodesByTarget, final double requests) {
        final int regions = fleet.regions().size();
        final double[][] room = new double[regions][packing.limits()];
        for (int target = 0; target < nodesByTarget.length; target++) {
            for (int limit = 0; limit < packing.limits(); limit++) {
                room[target % regions][limit] += nodesByTarget[target] * packing.yield(target / regions, limit);
            }
        }
        double served = 0;
        for (int choice = 1; choice <= regions; choice++) {
            for (final Part part : parts) {
                if (part.near().size() == choice) {
                    served += served(part, part.share() * requests, room);
                }
            }
        }
        return served;
    }

    private double served(final Part part, final double wanted, final double[][] room) {
        double left = wanted;
        for (final int region : part.near()) {
            double takes = left;
            for (int limit = 0; limit < packing.limits(); limit++) {
                final double price = packing.price(limit, part.service());
                takes = price > 0 ? Math.min(takes, Math.max(0, room[region][limit]) / price) : takes;
            }
            for (int limit = 0; limit < packing.limits(); limit++) {
                room[region][limit] -= takes * packing.price(limit, part.service());
            }
            left -= takes;
        }
        return wanted - left;
    }

    /** By linear programming: what many nodes' worth of demand costs in fractions of nodes. */
    private double cheapest() {
        double single = Double.POSITIVE_INFINITY;
        double unit = 0;
        for (int target = 0; target < fleet.nodeTargets(); target++) {
            final int[] one = new int[fleet.nodeTargets()];
            one[target] = 1;
            final double requests = capacity(one);
            single = requests > 0 ? Math.min(single, fleet.usdPerHour(target) / requests) : single;
            unit = Math.max(unit, requests);
        }
        final double requests = MANY_NODES * unit;
        if (!Double.isFinite(requests)) {
            return single;
        }
        final Problem problem = MixProblem.once(fleet, this, requests, single);
        final double bound = Optimiser.solve(
                        problem, new Effort(Effort.USUAL.iterations(), 0, 0, () -> false), Optional.empty())
                .boundUsd();
        return bound > 0 ? bound / requests : single;
    }
}
