/**
 * The control loop: from decisions to nodes. {@link io.forerun.provision.control.ControlLoop} asks the planner and lets the
 * reconciler compare what was decided with what a provisioner sees, act on the difference, and report.
 *
 * <pre>
 *  plan requested -> observe -> compare -> act -> capacity -> plan
 *  decision       -> observe -> compare -> act -> outcome
 *  interval       -> observe -> compare -> act -> outcome        (machine's clock only)
 * </pre>
 *
 * <p>Threads: all of it runs on the loop's own, named forerun-control.
 */
package io.forerun.provision.control;
