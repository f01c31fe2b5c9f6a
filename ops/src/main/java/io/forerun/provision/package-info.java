/**
 * Who can run nodes: one small interface, {@link io.forerun.provision.Provisioner}, with what it is asked (an absolute goal), what it
 * says (an observation) and how it refuses (a closed set of errors). Each kind of provider lives in a package below; the loop that
 * asks lives in {@code control}. The engine knows nothing of providers.
 *
 * <p>Threads: provisioners are called by the control loop's thread alone.
 */
package io.forerun.provision;
