/**
 * The optimisation behind a plan: how many nodes of which type, in which region, in each block of time to come.
 *
 * <pre>
 *   Problem --> Relaxation (fractions of nodes; its cost is a lower bound)
 *                   |
 *                   v
 *               rounding down, Repair (whole nodes that cover all needs)
 *                   |
 *                   v
 *               LocalSearch (take some nodes away, mend, keep what is cheaper) --> Schedule, with its gap
 *               Branching   (small problems: all of it, proved)
 * </pre>
 *
 * <p>Called by the planners in plan, on any one thread. Knows nothing of fleets, forecasts or clocks: effort is counted in steps,
 * so the same problem gives the same schedule; whoever has a clock may end the work early through {@link
 * io.forerun.plan.mpc.Effort} and still gets the best schedule so far.
 */
package io.forerun.plan.mpc;
