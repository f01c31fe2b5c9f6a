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
    private Fleet fleet;
    private Capacity newest;

    synchronized void add(final PlanInput input) {
        fleet = input.fleet();
        newest = input.capacity();
        int running = 0;
        int ordered = 0;
        for (final Capacity.Nodes nodes : newest.targets()) {
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
        return fleet;
    }

    /** What was seen last; null before the first plan. */
    synchronized Capacity newest() {
        return newest;
    }
}
