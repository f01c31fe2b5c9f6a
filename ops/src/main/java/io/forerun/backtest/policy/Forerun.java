package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.DecisionMaker;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import io.forerun.plan.Planner;
import java.util.List;

/** The product: its planner and its decisions, asked whenever a bucket has closed and been forecast from. */
final class Forerun implements Policy {
    private final Fleet fleet;
    private final int firstTarget;
    private final Planner planner;
    private final DecisionMaker maker;
    private final long[] newest;
    private final int fromBucket;
    private long revision;

    /**
     * For one simulation.
     *
     * @param fleet to plan for: the workload's, or part of it
     * @param firstTarget index in the workload's fleet of the first target of that
     * @param fromBucket before it, it only learns what to hold
     */
    Forerun(final Fleet fleet, final int firstTarget, final Planner planner, final int fromBucket) {
        this.fromBucket = fromBucket;
        this.fleet = fleet;
        this.firstTarget = firstTarget;
        this.planner = planner;
        maker = new DecisionMaker(fleet, Mode.FULL, Workload.BUCKET_MS);
        newest = new long[fleet.targetCount()];
    }

    @Override
    public int initial(final Workload workload, final int target) {
        return target == firstTarget ? fleet.limits().minNodes() : 0;
    }

    @Override
    public void decide(final Moment moment) {
        for (final Decision decision : decisions(moment)) {
            moment.want(firstTarget + fleet.targetIndex(decision.target()), decision.to());
        }
    }

    /** What it decides in this step, taken as carried out. */
    List<Decision> decisions(final Moment moment) {
        hear(moment);
        if (!moment.fresh() || moment.table() == null) {
            return List.of();
        }
        final Capacity capacity = moment.capacity();
        if (capacity.revision() != revision) {
            revision = capacity.revision();
            final List<Capacity.Nodes> own = capacity.targets().subList(firstTarget, firstTarget + fleet.targetCount());
            maker.onCapacity(new Capacity(revision, own));
        }
        final long nowMs = moment.nowMs();
        if (moment.newest() < fromBucket) {
            maker.observe(moment.table(), nowMs);
            return List.of();
        }
        final List<Decision> decisions = maker.onPlan(
                planner.plan(maker.observe(moment.table(), nowMs)),
                moment.requests(moment.newest()),
                moment.table(),
                nowMs);
        for (final Decision decision : decisions) {
            newest[fleet.targetIndex(decision.target())] = decision.id();
            maker.onOutcome(decision.id(), Outcome.State.RUNNING, "");
        }
        return decisions;
    }

    /** Hears of orders that were refused since it last decided. */
    private void hear(final Moment moment) {
        for (int target = 0; target < newest.length; target++) {
            if (newest[target] > 0 && moment.refused(firstTarget + target)) {
                maker.onOutcome(newest[target], Outcome.State.REFUSED, "sold out");
                newest[target] = 0;
            }
        }
    }
}
