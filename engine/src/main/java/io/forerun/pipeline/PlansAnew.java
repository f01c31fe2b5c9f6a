package io.forerun.pipeline;

import io.forerun.core.Egress;
import io.forerun.core.Engine;
import io.forerun.core.Reply;
import io.forerun.plan.Capacity;
import io.forerun.plan.Plan;
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planner;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Makes the plans of a journal anew from what the engine asked for, the capacity it was told of since, and the lead times that
 * the plan names: all that its planner had.
 */
final class PlansAnew implements Egress {
    private final Planner planner;
    private final Egress out;
    private final TreeMap<Long, PlanInput> asked = new TreeMap<>();
    private Engine engine;
    private long made;
    private long others;

    /** Hears what the engine says, too. */
    PlansAnew(final Planner planner, final Egress out) {
        this.planner = planner;
        this.out = out;
    }

    /** What makes them of those that the journal holds. */
    BiFunction<Plan, Capacity, Plan> with(final Engine asking) {
        engine = asking;
        return this::again;
    }

    private Plan again(final Plan recorded, final Capacity seen) {
        final Plan plan = planner.plan(input(recorded, seen));
        asked.headMap(recorded.basedOnMs(), true).clear();
        made++;
        others += plan.equals(recorded) ? 0 : 1;
        return plan;
    }

    private PlanInput input(final Plan recorded, final Capacity seen) {
        PlanInput input = asked.get(recorded.basedOnMs());
        if (input == null) { // Asked for at a restart, which no tick of the journal tells of.
            input = engine.planRequest().input().at(recorded.basedOnMs());
        }
        final boolean newer = seen != null && seen.revision() == recorded.capacityRevision();
        return input.with(newer ? seen : input.capacity(), input.fleet().asKnownTo(recorded));
    }

    long made() {
        return made;
    }

    long others() {
        return others;
    }

    @Override
    public void ack(
            final long session, final long sequence, final long trimmed, final long[] refused, final boolean end) {
        out.ack(session, sequence, trimmed, refused, end);
    }

    @Override
    public void reply(final Reply reply) {
        if (reply instanceof final Reply.PlanRequested request) {
            asked.put(request.input().basedOnMs(), request.input());
        }
        out.reply(reply);
    }
}
