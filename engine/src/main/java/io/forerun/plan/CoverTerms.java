package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Terms;
import java.util.Optional;

/** What a fleet's capacity costs, counted in requests: that of the type which serves them cheapest in the first region. */
final class CoverTerms {
    private static final double HOUR_MS = 3_600_000;
    private static final int REGION = 0;

    private CoverTerms() {}

    /** The terms; empty where no type can serve, or demand takes nothing of any. */
    static Optional<Terms> of(final Fleet fleet, final RequestCost cost, final int bucketMs) {
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int type = 0; type < fleet.nodeTypes().size(); type++) {
            final double usd = nodes(fleet, cost, type, bucketMs) * fleet.usdPerHour(fleet.targetIndex(type, REGION));
            if (usd < least) {
                least = usd;
                cheapest = type;
            }
        }
        return cheapest < 0 || least == 0
                ? Optional.empty()
                : Optional.of(of(fleet, cost, fleet.nodeTypes().get(cheapest), least, bucketMs));
    }

    /** The same for a fleet that mixes types; lead times are those of the type that serves most of it for the least. */
    static Optional<Terms> of(final Fleet fleet, final MixFollower follower, final ForecastTable table) {
        final int bucketMs = table.config().bucketMs();
        final double hours = bucketMs / HOUR_MS;
        final double usdPerHour = follower.usdPerRequest(table);
        final double reference = follower.referencePerRequest(table);
        double node = Double.POSITIVE_INFINITY;
        for (int target = 0; target < fleet.nodeTargets(); target++) {
            node = Math.min(node, fleet.usdPerHour(target));
        }
        if (!(usdPerHour > 0) || !Double.isFinite(usdPerHour) || !Double.isFinite(reference)) {
            return Optional.empty();
        }
        final NodeType type = follower.mix(table).mainType();
        final double unit = node / usdPerHour;
        return Optional.of(new Terms(
                usdPerHour * hours,
                reference * fleet.poolSla().penaltyUsdPerNodeHour() * hours,
                unit,
                fleet.limits().minNodes() * unit,
                buckets((long) type.leadTimeP90Ms() + fleet.planning().cadenceMs(), bucketMs),
                buckets(type.leadTimeMs(), bucketMs),
                Math.max(1, buckets(fleet.limits().stabilisationMs(), bucketMs))));
    }

    private static Terms of(
            final Fleet fleet,
            final RequestCost cost,
            final NodeType type,
            final double usdPerHour,
            final int bucketMs) {
        final double each = cost.nodes(1, bucketMs, type, fleet.planning().utilisation());
        final double hours = bucketMs / HOUR_MS;
        return new Terms(
                usdPerHour * hours,
                reference(fleet, cost, bucketMs) * fleet.poolSla().penaltyUsdPerNodeHour() * hours,
                1 / each,
                fleet.limits().minNodes() / each,
                buckets((long) type.leadTimeP90Ms() + fleet.planning().cadenceMs(), bucketMs),
                buckets(type.leadTimeMs(), bucketMs),
                Math.max(1, buckets(fleet.limits().stabilisationMs(), bucketMs)));
    }

    /** Nodes that one request per bucket takes, in the type that shortfall is counted in: the first that can serve. */
    private static double reference(final Fleet fleet, final RequestCost cost, final int bucketMs) {
        int type = 0;
        while (!Double.isFinite(nodes(fleet, cost, type, bucketMs))) {
            type++;
        }
        return nodes(fleet, cost, type, bucketMs);
    }

    private static double nodes(final Fleet fleet, final RequestCost cost, final int type, final int bucketMs) {
        return cost.nodes(
                1, bucketMs, fleet.nodeTypes().get(type), fleet.planning().utilisation());
    }

    private static int buckets(final long ms, final int bucketMs) {
        return (int) ((ms + bucketMs - 1) / bucketMs);
    }
}
