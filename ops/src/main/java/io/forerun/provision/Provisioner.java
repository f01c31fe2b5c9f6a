package io.forerun.provision;

/**
 * Somebody who can run nodes. Called by one thread; may block for as long as its provider takes, within timeouts of its own.
 *
 * <p>Keeps nothing that matters in memory: after a crash between any two calls a new one over the same provider goes on as if
 * nothing had happened. {@code ProvisionerContract} holds every implementation to that.
 */
public interface Provisioner extends AutoCloseable {
    /** Short name, as in the configuration. */
    String name();

    /**
     * What runs and what is ordered; changes nothing that was not ordered before.
     *
     * @param nowMs time of the control loop
     */
    Observation observe(long nowMs) throws ProvisionException;

    /**
     * Asks the provider for the order's goal and returns as soon as it has taken that on; what came of it is for {@link #observe} to say.
     * Asking again with the same order changes nothing. Where only a part can be had, the part is taken and the exception says
     * how much is missing.
     *
     * @param nowMs time of the control loop
     */
    void apply(Order order, long nowMs) throws ProvisionException;

    /** Lets go of connections; what runs keeps running. */
    @Override
    void close();
}
