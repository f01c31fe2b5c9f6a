package io.forerun.plan;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Plans any fleet: with one node type for all demand, or, where types and regions may share it, with all of them; and replicas of the
 * services that ask for it. One thread at a time.
 */
public final class FleetPlanner implements Planner {
    private final Planner pool = new PoolPlanner();
    private final Planner mixed;

    /** Without a clock: the same input gives the same plan. */
    public FleetPlanner() {
        mixed = new MixedPlanner();
    }

    /** With a clock for emergencies; see {@link MixedPlanner}. */
    public FleetPlanner(final Supplier<BooleanSupplier> clock) {
        mixed = new MixedPlanner(clock);
    }

    @Override
    public Plan plan(final PlanInput input) {
        final Plan nodes = (input.fleet().mixes() ? mixed : pool).plan(input);
        return input.fleet().hasReplicas() ? nodes.and(ReplicaPlanner.plan(input)) : nodes;
    }
}
