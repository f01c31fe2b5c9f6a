package io.forerun.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What the planner wants: the fields of PlanRecord in the journal.
 *
 * @param basedOnMs tick whose forecast it read
 * @param capacityRevision capacity it read
 * @param modeRevision mode it read
 * @param targets the one that serves most first, then others that shall have nodes or lose them. Every node type is among them, in
 *     some region: so a plan names all lead times it was made with, and can be made again from a journal; services come last
 */
public record Plan(long basedOnMs, long capacityRevision, int modeRevision, List<ForTarget> targets) {
    /**
     * The plan for one target.
     *
     * @param target index of the target in the fleet
     * @param nodes for the chosen quantile and margin
     * @param nodesQ50 for the median
     * @param nodesQ90 for the 90 % quantile
     * @param leadTimeMs 90th percentile of the node type
     * @param horizonMs how far ahead was read
     * @param quantile chosen, 0 to 1
     * @param median requests per step at the highest step
     * @param chosen chosen quantile there, without margin
     * @param confidence of that step
     * @param slaRisk probability that demand exceeds the plan
     */
    public record ForTarget(
            int target,
            int nodes,
            int nodesQ50,
            int nodesQ90,
            int leadTimeMs,
            int horizonMs,
            double quantile,
            double median,
            double chosen,
            double confidence,
            double slaRisk) {}

    public Plan {
        targets = List.copyOf(targets);
    }

    /** What it says of targets below an index, or where it names no others, itself. */
    Plan below(final int target) {
        final List<ForTarget> lower =
                targets.stream().filter(each -> each.target() < target).toList();
        return lower.size() == targets.size() ? this : new Plan(basedOnMs, capacityRevision, modeRevision, lower);
    }

    /** What it says of targets from an index on. */
    List<ForTarget> from(final int target) {
        return targets.stream().filter(each -> each.target() >= target).toList();
    }

    /** The same and something about further targets. */
    Plan and(final List<ForTarget> more) {
        final List<ForTarget> all = new ArrayList<>(targets);
        all.addAll(more);
        return new Plan(basedOnMs, capacityRevision, modeRevision, all);
    }
}
