package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What can be bought, where, for which services and within which limits. Immutable. A target's index is the node type's
 * index times the number of regions plus the region's index; behind them come the services whose replicas are decided on.
 *
 * @param nodeTypes 1 to 1,000; the first is the reference that peakNodes counts in
 * @param regions 1 to 100
 * @param slas 1 and up
 * @param services 1 and up; what they cost in proportion to their shares stands for demand whose records carry no cost
 * @param users where they are and how far from each region; empty where all of them are served in the first region
 * @param limits what decisions stay within
 * @param planning how demand becomes capacity
 * @param floors minimums by hour of the week, may be empty
 * @param peakNodes reference nodes that the 99th percentile of demand shall need, 0 for demand as it is
 */
public record Fleet(
        List<NodeType> nodeTypes,
        List<Region> regions,
        List<Sla> slas,
        List<Service> services,
        List<Users> users,
        Limits limits,
        Planning planning,
        List<ScheduleFloor> floors,
        double peakNodes) {
    private static final int MOST_TYPES = 1_000;
    private static final int MOST_REGIONS = 60;

    public Fleet {
        nodeTypes = List.copyOf(nodeTypes);
        regions = List.copyOf(regions);
        slas = List.copyOf(slas);
        services = List.copyOf(services);
        users = List.copyOf(users);
        floors = List.copyOf(floors);
        named("node_types", nodeTypes.stream().map(NodeType::name).toList(), MOST_TYPES);
        named("regions", regions.stream().map(Region::name).toList(), MOST_REGIONS);
        final List<String> slaNames = slas.stream().map(Sla::name).toList();
        named("slas", slaNames, MOST_TYPES);
        named("services", services.stream().map(Service::name).toList(), MOST_TYPES);
        for (int index = 0; index < services.size(); index++) {
            final Service service = services.get(index);
            if (!slaNames.contains(service.sla())) {
                throw Allowed.refused("services[" + index + "].sla", service.sla(), "one of " + slaNames);
            }
        }
        Allowed.range("scale.peak_nodes", peakNodes, 0, NodeType.MAX_NODES);
        final RequestCost cost = mean(services);
        if (referenceType(nodeTypes, cost) < 0) {
            throw Allowed.refused(
                    "services[0].gpu_ms", Double.toString(cost.gpuUs() / 1_000), "0 as no node type has gpu");
        }
        FleetUsers.check(users, regions, services, slas);
        FleetReplicas.check(services, nodeTypes);
    }

    /** Whose users are all served in the first region. */
    public Fleet(
            final List<NodeType> nodeTypes,
            final List<Region> regions,
            final List<Sla> slas,
            final List<Service> services,
            final Limits limits,
            final Planning planning,
            final List<ScheduleFloor> floors,
            final double peakNodes) {
        this(nodeTypes, regions, slas, services, List.of(), limits, planning, floors, peakNodes);
    }

    /**
     * Whether several node types, in several regions, may share the demand: where it is known how far users are from regions, where
     * several services ask for different things, or where some nodes may be taken away.
     */
    public boolean mixes() {
        return !users.isEmpty()
                || services.stream().filter(service -> service.share() > 0).count() > 1
                || nodeTypes.stream().anyMatch(NodeType::spot);
    }

    /** All targets by index. */
    public List<Target> targets() {
        final List<Target> targets = new ArrayList<>(targetCount());
        for (int index = 0; index < targetCount(); index++) {
            targets.add(target(index));
        }
        return targets;
    }

    /** Number of targets, services among them. */
    public int targetCount() {
        return nodeTargets() + FleetReplicas.count(services);
    }

    /** Number of targets that are nodes; they have the lowest indices. */
    public int nodeTargets() {
        return nodeTypes.size() * regions.size();
    }

    /** Whether replicas of any service are decided on. */
    public boolean hasReplicas() {
        return targetCount() > nodeTargets();
    }

    /** Index of the service that a target stands for, which is no node. */
    public int serviceOf(final int target) {
        return FleetReplicas.service(services, target - nodeTargets());
    }

    /** The same where nobody decides on replicas. */
    public Fleet withoutReplicas() {
        return hasReplicas() ? withServices(FleetReplicas.without(services)) : this;
    }

    /** The target of an index. */
    public Target target(final int index) {
        return index < nodeTargets()
                ? new Target.Nodes(nodeType(index).name(), region(index).name())
                : new Target.Copies(services.get(serviceOf(index)).name());
    }

    /** Index of a node type in a region. */
    public int targetIndex(final int type, final int region) {
        return type * regions.size() + region;
    }

    /** Index of the target of that name, -1 where there is none. */
    public int targetIndex(final String name) {
        for (int index = 0; index < targetCount(); index++) {
            if (target(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    /** Node type of a target; of a service, its replica as a small node. */
    public NodeType nodeType(final int target) {
        return target < nodeTargets()
                ? nodeTypes.get(target / regions.size())
                : FleetReplicas.asNode(services.get(serviceOf(target)), nodeTypes);
    }

    /** Region of a target that is a node. */
    public Region region(final int target) {
        return regions.get(target % regions.size());
    }

    /** Price of one node of a target, USD per hour; of a replica, its share of the price of a node. */
    public double usdPerHour(final int target) {
        final double usd = nodeType(target).usdPerHour();
        return target < nodeTargets() ? usd * region(target).priceFactor() : usd;
    }

    /** Cost of a request whose records carry none: the mean of the services by their shares. */
    public RequestCost defaultCost() {
        return mean(services);
    }

    /** What shortfall is counted in: the first type that can serve requests of the default cost. */
    public int referenceType() {
        return referenceType(nodeTypes, defaultCost());
    }

    /** Share of a service in all requests, where records do not say. */
    double share(final int service) {
        return share(services, service);
    }

    /**
     * Cost of a request of a curve: what its records carried, else the default. Where {@link #peakNodes} is given the
     * default always holds, since the peak is counted with it.
     */
    public RequestCost cost(final ForecastTable.Curve curve) {
        return peakNodes > 0 ? defaultCost() : RequestCost.of(curve, defaultCost());
    }

    /** The SLA of a service. */
    Sla sla(final Service service) {
        return slas.stream()
                .filter(each -> each.name().equals(service.sla()))
                .findFirst()
                .orElseThrow();
    }

    /** Nodes at least, by limits and schedules, at any time between two, both inclusive. */
    int minNodes(final long fromMs, final long toMs) {
        int nodes = limits.minNodes();
        for (final ScheduleFloor scheduled : floors) {
            if (scheduled.nodes() > nodes && scheduled.touches(fromMs, toMs)) {
                nodes = scheduled.nodes();
            }
        }
        return nodes;
    }

    /** The SLA of the first service: what the pool that serves all demand is held to. */
    public Sla poolSla() {
        return sla(services.getFirst());
    }

    /**
     * This fleet with services so heavy that the given rate needs {@link #peakNodes} reference nodes, so that any trace
     * exercises the planner. All services are scaled by one factor. The same fleet where peakNodes or the rate is 0.
     *
     * @param p99RequestsPerMinute 99th percentile of demand in the history
     */
    public Fleet scaledTo(final double p99RequestsPerMinute) {
        if (peakNodes == 0 || !(p99RequestsPerMinute > 0)) {
            return this;
        }
        final double now = defaultCost()
                .nodes(p99RequestsPerMinute, 60_000, nodeTypes.get(referenceType()), planning.utilisation());
        return heavier(peakNodes / now);
    }

    /** This fleet for requests that are counted in units, so many of which make one. */
    public Fleet countedIn(final double unitsPerRequest) {
        return unitsPerRequest == 1 ? this : heavier(1 / unitsPerRequest);
    }

    private Fleet heavier(final double factor) {
        return withServices(
                services.stream().map(service -> service.scaled(factor)).toList());
    }

    private Fleet withServices(final List<Service> others) {
        return new Fleet(nodeTypes, regions, slas, others, users, limits, planning, floors, peakNodes);
    }

    /** The same where all shortfall is so many times as dear. */
    public Fleet withPenalty(final double factor) {
        final List<Sla> dearer = slas.stream().map(sla -> sla.dearer(factor)).toList();
        return new Fleet(nodeTypes, regions, dearer, services, users, limits, planning, floors, peakNodes);
    }

    /** One node type of it, held above an autoscaler that steers to a target with a minimum. */
    public Fleet above(final int type, final double target, final int minNodes) {
        final Planning above =
                new Planning(planning.utilisation(), planning.safetyMargin(), planning.cadenceMs(), target, true);
        final Fleet alone = alone(type);
        return new Fleet(
                alone.nodeTypes, regions, slas, alone.services, limits.withMinNodes(minNodes), above, floors, 0);
    }

    /** One node type of it, which serves all demand in the first region. */
    public Fleet alone(final int type) {
        final RequestCost mean = defaultCost();
        final Service first = services.getFirst();
        final Service all = services.size() == 1
                ? first
                : new Service(
                        first.name(),
                        first.sla(),
                        mean.cpuUs() / 1_000,
                        1,
                        mean.gpuUs() / 1_000,
                        mean.memoryKibS() * 1_000 / 1_024);
        return new Fleet(
                nodeTypes.subList(type, type + 1), regions, slas, List.of(all), limits, planning, floors, peakNodes);
    }

    /** The same with its first node type alone. */
    public Fleet onlyFirstType() {
        return withNodeTypes(nodeTypes.subList(0, 1));
    }

    /** The same with other node types. */
    public Fleet withNodeTypes(final List<NodeType> others) {
        return new Fleet(others, regions, slas, services, users, limits, planning, floors, peakNodes);
    }

    /** The same with the lead times that a plan was made with. */
    public Fleet asKnownTo(final Plan plan) {
        final List<NodeType> known = new ArrayList<>(nodeTypes);
        for (final Plan.ForTarget target : plan.below(nodeTargets()).targets()) {
            final int type = target.target() / regions.size();
            final int meanMs = Math.min(nodeTypes.get(type).leadTimeMs(), target.leadTimeMs());
            known.set(type, nodeTypes.get(type).withLeadTimes(meanMs, target.leadTimeMs()));
        }
        return withNodeTypes(known);
    }

    /** Text of every value, one {@code key=value} a line in a fixed order; {@link #parse} gives back an equal fleet. */
    public String canonical() {
        return FleetText.write(this);
    }

    /** The fleet of a canonical text; IllegalArgumentException names the line that is not what it must be. */
    public static Fleet parse(final String canonical) {
        return FleetText.read(canonical);
    }

    private static void named(final String key, final List<String> names, final int most) {
        Allowed.range(key + ".length", names.size(), 1, most);
        final Set<String> seen = new HashSet<>();
        for (int index = 0; index < names.size(); index++) {
            if (!seen.add(names.get(index))) {
                throw Allowed.refused(key + "[" + index + "].name", names.get(index), "a name that is not used yet");
            }
        }
    }

    private static RequestCost mean(final List<Service> services) {
        RequestCost mean = RequestCost.NONE;
        for (int service = 0; service < services.size(); service++) {
            final double share = share(services, service);
            mean = share == 0 ? mean : mean.plus(services.get(service).cost().times(share));
        }
        return mean;
    }

    private static double share(final List<Service> services, final int service) {
        final double all = services.stream().mapToDouble(Service::share).sum();
        return all > 0 ? services.get(service).share() / all : service == 0 ? 1 : 0;
    }

    /** The first type that can serve such a request, -1 where none can. */
    private static int referenceType(final List<NodeType> types, final RequestCost cost) {
        for (int type = 0; type < types.size(); type++) {
            if (Double.isFinite(cost.nodes(1, 1_000, types.get(type), 1))) {
                return type;
            }
        }
        return -1;
    }
}
