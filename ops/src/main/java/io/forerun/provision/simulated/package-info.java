/**
 * A provider that exists only in the engine's time, for the demo, replays and tests.
 *
 * <p>Called by the control loop's thread alone.
 */
package io.forerun.provision.simulated;
