package io.forerun.plan;

import java.util.ArrayList;
import java.util.List;

/** Who asks for how many nodes: the plan, the reactive loop, the floor; and what caps them. */
final class Candidates {
    private final Fleet fleet;

    Candidates(final Fleet fleet) {
        this.fleet = fleet;
    }

    /** What caps a target, and by which name. */
    record Cap(int nodes, String guard) {}

    /**
     * All candidates of one target.
     *
     * @param wish the highest
     * @param planned the higher of plan and floor
     * @param won its name; cap where the wish lies above it
     * @param all in the order in which they are shown
     */
    record Weighing(int wish, int planned, String won, List<Decision.Candidate> all, Cap cap) {}

    /**
     * Weighs the target that serves the pool, or a service.
     *
     * @param plan null where there is none to follow
     * @param target index in the fleet
     * @param shadow nodes of the reactive loop
     * @param free whether a plan may run below that
     */
    Weighing weigh(
            final Plan.ForTarget plan, final int target, final int shadow, final boolean free, final long nowMs) {
        final List<Decision.Candidate> all = new ArrayList<>();
        all.add(new Decision.Candidate("reactive", shadow));
        int wish = free && plan != null ? 0 : shadow;
        String won = "reactive";
        if (plan != null) {
            all.add(new Decision.Candidate("q50", plan.nodesQ50()));
            all.add(new Decision.Candidate("q90", plan.nodesQ90()));
            all.add(new Decision.Candidate("chosen", plan.nodes()));
            if (plan.nodes() >= wish) {
                wish = plan.nodes();
                won = "chosen";
            }
        }
        final int floor = floor(target, nowMs);
        all.add(new Decision.Candidate("floor", floor));
        if (floor > wish) {
            wish = floor;
            won = "floor";
        }
        final Cap cap = cap(target);
        all.add(new Decision.Candidate("cap", cap.nodes()));
        final int planned = Math.max(floor, plan == null ? 0 : plan.nodes());
        return new Weighing(wish, planned, wish > cap.nodes() ? "cap" : won, all, cap);
    }

    /** Weighs a target whose nodes shall go: those that take over must serve first. */
    Weighing drain(final Plan.ForTarget plan, final int present, final boolean relieved) {
        final int wish = relieved ? plan.nodes() : present;
        return new Weighing(
                wish,
                wish,
                "chosen",
                List.of(new Decision.Candidate("chosen", wish)),
                new Cap(Math.max(present, fleet.nodeType(plan.target()).quota()), "quota"));
    }

    /** A schedule counts from one lead time before it begins, since nodes ordered then serve when it does. */
    private int floor(final int target, final long nowMs) {
        return target < fleet.nodeTargets()
                ? fleet.minNodes(
                        nowMs,
                        nowMs
                                + fleet.nodeType(target).leadTimeP90Ms()
                                + fleet.planning().cadenceMs())
                : replicas(target).min();
    }

    private Replicas replicas(final int target) {
        return fleet.services().get(fleet.serviceOf(target)).replicas().orElseThrow();
    }

    private Cap cap(final int target) {
        if (target >= fleet.nodeTargets()) {
            return new Cap(replicas(target).max(), "max-replicas");
        }
        final Limits limits = fleet.limits();
        final int quota = fleet.nodeType(target).quota();
        final int affordable =
                (int) Math.min(NodeType.MAX_NODES, Math.floor(limits.budgetUsdPerHour() / fleet.usdPerHour(target)));
        if (limits.maxNodes() <= quota && limits.maxNodes() <= affordable) {
            return new Cap(limits.maxNodes(), "max-nodes");
        }
        return quota <= affordable ? new Cap(quota, "quota") : new Cap(affordable, "budget");
    }
}
