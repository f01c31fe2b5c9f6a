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
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planner;
import java.util.List;

/** The product: its planner and its decisions, asked whenever a bucket has closed and been forecast from. */
final class Forerun implements Policy {
    private final Fleet fleet;
    private final Planner planner;
    private final DecisionMaker maker;
    private long revision;

    Forerun(final Workload workload, final Planner planner) {
        fleet = workload.fleet();
        this.planner = planner;
        maker = new DecisionMaker(fleet, Mode.FULL);
    }

    @Override
    public void decide(final Moment moment) {
        if (!moment.fresh() || moment.table() == null) {
            return;
        }
        final Capacity capacity = moment.capacity();
        if (capacity.revision() != revision) {
            revision = capacity.revision();
            maker.onCapacity(capacity);
        }
        final long nowMs = moment.nowMs();
        final List<Decision> decisions = maker.onPlan(
                planner.plan(new PlanInput(moment.table(), capacity, fleet, maker.modeRevision(), nowMs)),
                moment.requests(moment.newest()),
                moment.table(),
                nowMs);
        for (final Decision decision : decisions) {
            moment.want(fleet.targetIndex(decision.target()), decision.to());
            maker.onOutcome(decision.id(), Outcome.State.RUNNING, "");
        }
    }
}
