package io.forerun.plan;

/**
 * Decides how many nodes of what are wanted. An implementation is a pure function: the same input gives the same plan, on
 * any thread, at any speed.
 */
public interface Planner {
    /** The plan for the given curves, capacity and fleet. */
    Plan plan(PlanInput input);
}
