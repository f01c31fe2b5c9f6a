package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows plans over several types and regions: what each target wants of plan, reactive loop, floor and cap, and how far it may shrink
 * as yet. A type is given up only for nodes that serve: what runs once it is smaller must still hold what is wanted of all
 * together. Engine thread only; what it remembers follows from the newest table.
 */
final class MixFollower {
    /** The reactive loop counts in tenths of reference nodes: most nodes of a mix are smaller than those. */
    private static final int PARTS = 10;

    private final Fleet fleet;
    private final NewestMix newest = new NewestMix();
    private Mix mix;

    MixFollower(final Fleet fleet) {
        this.fleet = fleet;
    }

    /** Demand as of a table. */
    Mix mix(final ForecastTable table) {
        mix = newest.of(fleet, table);
        return mix;
    }

    /** Price of holding capacity for a request of that mix, in fractions of nodes, USD per hour, with all that is held in reserve. */
    double usdPerRequest(final ForecastTable table) {
        final Headroom headroom = new Headroom(fleet, table.config().bucketMs());
        final double usd = mix(table).usdPerRequest();
        final DemandShares shares = mix.shares();
        final double expected = table.curve(0).mean()[0];
        double factor = 0;
        for (int service = 0; service < shares.services(); service++) {
            final double share = shares.ofService(service);
            factor += share
                    * headroom.of(service, expected * share, shares.costs().get(service));
        }
        return usd * factor;
    }

    /** What the reactive loop counts for one request per bucket; infinite where the reference type cannot serve it. */
    double reactiveEach(final ForecastTable table) {
        return PARTS * referencePerRequest(table);
    }

    /** Nodes of the reference type that one request per bucket keeps; infinite where it cannot serve it. */
    double referencePerRequest(final ForecastTable table) {
        final int[] one = new int[fleet.nodeTargets()];
        one[fleet.targetIndex(fleet.referenceType(), 0)] = 1;
        final double requests = mix(table).capacity(one);
        return requests > 0 ? 1 / requests : Double.POSITIVE_INFINITY;
    }

    /**
     * What all targets of a plan are weighed by.
     *
     * @param plan followed
     * @param shadow requests per bucket that the reactive loop would hold
     * @param free whether plans may run below that
     * @param fresh whether the plan still holds, or only the reactive loop does
     * @param current [target] nodes decided or present so far
     * @param running [target] nodes that serve
     */
    record Situation(Plan plan, double shadow, boolean free, boolean fresh, int[] current, int[] running) {}

    /**
     * Weighs one target.
     *
     * @param quotas what can be had of it
     * @param floor nodes of all targets at least
     */
    Candidates.Weighing weigh(final Plan.ForTarget plan, final Situation now, final int quota, final int floor) {
        final int[] wanted = wanted(now);
        final int target = plan.target();
        final List<Decision.Candidate> all = new ArrayList<>();
        final int reactive = reactive(plan, now);
        all.add(new Decision.Candidate("reactive", reactive));
        all.add(new Decision.Candidate("q50", plan.nodesQ50()));
        all.add(new Decision.Candidate("q90", plan.nodesQ90()));
        all.add(new Decision.Candidate("chosen", plan.nodes()));
        int wish = wanted[target];
        String won = wish > plan.nodes() || !now.fresh() ? "reactive" : "chosen";
        final boolean first = now.plan().targets().getFirst().target() == target;
        final int least = first ? Math.max(0, floor - Arrays.stream(wanted).sum() + wanted[target]) : 0;
        all.add(new Decision.Candidate("floor", least));
        if (least > wish) {
            wish = least;
            won = "floor";
        }
        final Candidates.Cap cap = cap(target, now.current(), quota);
        all.add(new Decision.Candidate("cap", cap.nodes()));
        won = wish > cap.nodes() ? "cap" : won;
        final int relieved = relieved(target, wish, wanted, now);
        if (relieved > wish) {
            all.add(new Decision.Candidate("relief", relieved));
            wish = relieved;
            won = "relief";
        }
        return new Candidates.Weighing(wish, now.fresh() ? wish : 0, won, all, cap);
    }

    private int[] wanted(final Situation now) {
        final int[] wanted = new int[fleet.nodeTargets()];
        for (final Plan.ForTarget each : now.plan().targets()) {
            final int planned = now.fresh() ? each.nodes() : 0;
            final boolean above = now.free() && now.fresh();
            wanted[each.target()] = above ? planned : Math.max(planned, reactive(each, now));
        }
        return wanted;
    }

    /** The plan's nodes, all of them so many times that they hold what the reactive loop would. */
    private int reactive(final Plan.ForTarget plan, final Situation now) {
        final int[] nodes = new int[fleet.nodeTargets()];
        for (final Plan.ForTarget each : now.plan().targets()) {
            nodes[each.target()] = each.nodes();
        }
        final double held = mix.capacity(nodes);
        return held > 0 ? RequestCost.whole(plan.nodes() * now.shadow() / held) : plan.nodes();
    }

    /** The fewest nodes, not below the wish, with which what runs holds what is wanted, or what runs now where that is less. */
    private int relieved(final int target, final int wish, final int[] wanted, final Situation now) {
        final int[] running = now.running().clone();
        final double goal = Math.min(mix.capacity(wanted), mix.capacity(running));
        int low = wish;
        int high = Math.max(wish, now.current()[target]);
        while (low < high) {
            final int middle = (low + high) / 2;
            running[target] = Math.min(now.running()[target], middle);
            if (mix.capacity(running) >= goal) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** What the limits leave beside the other targets. */
    private Candidates.Cap cap(final int target, final int[] current, final int quota) {
        long others = 0;
        double usd = 0;
        for (int other = 0; other < current.length; other++) {
            others += other == target ? 0 : current[other];
            usd += other == target ? 0 : current[other] * fleet.usdPerHour(other);
        }
        final double left = Math.max(0, fleet.limits().budgetUsdPerHour() - usd) / fleet.usdPerHour(target);
        final int affordable = (int) Math.min(NodeType.MAX_NODES, Math.floor(left));
        final int room = (int) Math.max(0, fleet.limits().maxNodes() - others);
        if (room <= quota && room <= affordable) {
            return new Candidates.Cap(room, "max-nodes");
        }
        return quota <= affordable ? new Candidates.Cap(quota, "quota") : new Candidates.Cap(affordable, "budget");
    }
}
