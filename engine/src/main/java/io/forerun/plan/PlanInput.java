package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import java.util.List;
import java.util.Optional;

/**
 * All that a plan is made from.
 *
 * @param table demand curves
 * @param capacity running and ordered, and its revision
 * @param fleet what can be bought
 * @param modeRevision of the mode in force
 * @param basedOnMs the tick that asked
 * @param holding how much demand to hold capacity for
 * @param scarce [target] nodes that could be had when the provider last refused more, not long ago; {@link NodeType#MAX_NODES} where
 *     it did not. Empty for nowhere
 * @param mix what services are asked for; empty where none asks for replicas
 */
public record PlanInput(
        ForecastTable table,
        Capacity capacity,
        Fleet fleet,
        int modeRevision,
        long basedOnMs,
        Holding holding,
        List<Integer> scarce,
        Optional<ServiceMix> mix) {
    public PlanInput {
        scarce = List.copyOf(scarce);
    }

    /** Nothing was refused, and no service asks for replicas. */
    public PlanInput(
            final ForecastTable table,
            final Capacity capacity,
            final Fleet fleet,
            final int modeRevision,
            final long basedOnMs,
            final Holding holding) {
        this(table, capacity, fleet, modeRevision, basedOnMs, holding, List.of(), Optional.empty());
    }

    /** The same as of another capacity. */
    public PlanInput with(final Capacity newer) {
        return with(newer, fleet);
    }

    /** The same as of another capacity, for a fleet of which more is known; its targets are the same. */
    public PlanInput with(final Capacity newer, final Fleet learned) {
        return new PlanInput(table, newer, learned, modeRevision, basedOnMs, holding, scarce, mix);
    }

    /** The same as asked for at another time. */
    public PlanInput at(final long timeMs) {
        return new PlanInput(table, capacity, fleet, modeRevision, timeMs, holding, scarce, mix);
    }

    /** Nodes of a target that can be had. */
    int quota(final int target) {
        final int quota = fleet.nodeType(target).quota();
        return scarce.isEmpty() ? quota : Math.min(quota, scarce.get(target));
    }
}
