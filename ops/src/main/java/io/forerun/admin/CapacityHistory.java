package io.forerun.admin;

import io.forerun.plan.Capacity;
import io.forerun.plan.Fleet;
import io.forerun.plan.PlanInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Nodes running and ordered at each plan, with the fleet they belong to. Guarded by its own lock. */
final class CapacityHistory {
    private static final int KEPT = 1_440;

    /** What was seen when a plan was asked for. */
    record Point(long atMs, int running, int ordered) {}

    private final ArrayDeque<Point> points = new ArrayDeque<>();
    private PlanInput newest;

    synchronized void add(final PlanInput input) {
        newest = input;
        int running = 0;
        int ordered = 0;
        for (final Capacity.Nodes nodes :
                input.capacity().targets().subList(0, input.fleet().nodeTargets())) {
            running += nodes.running();
            ordered += nodes.ordered();
        }
        points.addLast(new Point(input.basedOnMs(), running, ordered));
        if (points.size() > KEPT) {
            points.removeFirst();
        }
    }

    synchronized List<Point> points() {
        return new ArrayList<>(points);
    }

    /** The fleet in force; null before the first plan. */
    synchronized Fleet fleet() {
        return newest == null ? null : newest.fleet();
    }

    /** What was seen last; null before the first plan. */
    synchronized Capacity newest() {
        return newest == null ? null : newest.capacity();
    }

    /** What the newest plan was asked for with; null before the first one. */
    synchronized PlanInput input() {
        return newest;
    }

    /** What the newest plan was asked for with. */
    PlanInput requireInput() throws Refusal {
        final PlanInput input = input();
        if (input == null) {
            throw Refusal.busy("no plan yet: no bucket was closed since the server has records");
        }
        return input;
    }
}
