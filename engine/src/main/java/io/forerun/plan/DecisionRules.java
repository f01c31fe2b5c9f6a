package io.forerun.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * From a wish to what is done about it. Scale-out follows the wish at once; scale-in must pass every guard. Limits that an
 * operator set as hard (most nodes, quota, budget) come last and always hold, except that floor-only never lowers what it
 * did not raise.
 */
final class DecisionRules {
    private final Limits limits;

    DecisionRules(final Limits limits) {
        this.limits = limits;
    }

    /**
     * One target at one moment.
     *
     * @param nowMs when
     * @param mode in force
     * @param current nodes decided or present so far
     * @param wish the highest candidate
     * @param planned the same without the reactive loop
     * @param cap nodes at most
     * @param hold why nothing may be taken away, empty where it may
     */
    record Situation(long nowMs, Mode mode, int current, int wish, int planned, Candidates.Cap cap, String hold) {}

    /** Nodes to have, and the guards that changed the wish. */
    record Verdict(int nodes, List<String> guards) {}

    Verdict settle(final Situation now, final TargetState state) {
        final List<String> guards = new ArrayList<>();
        int nodes = inward(now, state, guards);
        final int step = Math.clamp(nodes, now.current() - limits.maxStep(), now.current() + limits.maxStep());
        nodes = changed(nodes, step, "step", guards);
        nodes = changed(nodes, Math.min(nodes, now.cap().nodes()), now.cap().guard(), guards);
        final int lowest = state.lowest(now.mode(), now.current());
        return new Verdict(changed(nodes, Math.max(nodes, lowest), "floor-only", guards), guards);
    }

    /**
     * The wish, or more where something must stay. Only what was planned waits out the stabilisation here: the reactive
     * loop has waited already.
     */
    private int inward(final Situation now, final TargetState state, final List<String> guards) {
        final int current = now.current();
        final boolean held = !now.hold().isEmpty();
        final int planned = held ? Math.max(now.planned(), current) : now.planned();
        final int stabilised = Math.min(current, state.stabilised(now.nowMs(), planned, current));
        int nodes = now.wish();
        if (held && now.planned() < current) {
            guards.add(now.hold());
            nodes = Math.max(nodes, current);
        }
        nodes = changed(nodes, Math.max(nodes, stabilised), "stabilisation", guards);
        if (nodes < current) {
            final int young = Math.min(current, state.young(now.nowMs(), limits.minimumLifeMs()));
            nodes = changed(nodes, Math.max(nodes, young), "minimum-life", guards);
        }
        if (nodes < current && state.lowerings(now.nowMs()) >= limits.flapBudgetPerHour()) {
            nodes = changed(nodes, current, "flap-budget", guards);
        }
        return nodes;
    }

    private static int changed(final int before, final int after, final String guard, final List<String> guards) {
        if (before != after) {
            guards.add(guard);
        }
        return after;
    }
}
