/**
 * From decisions to nodes: the control loop asks the planner, hands decisions to a provisioner and gives back what it
 * observed, as records. The engine knows nothing of providers.
 *
 * <p>Threads: {@link io.forerun.provision.ControlLoop} runs on its own thread, named forerun-control; provisioners are called
 * from it alone.
 */
package io.forerun.provision;
