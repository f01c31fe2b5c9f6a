package io.forerun.provision;

import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.Outcome;

/**
 * Somebody who can run nodes. Called by the control loop's thread alone; may block for as long as its provider takes.
 */
public interface Provisioner extends AutoCloseable {
    /** Short name, as in the configuration. */
    String name();

    /**
     * What runs and what is ordered.
     *
     * @param nowMs the engine's time
     * @return a capacity whose revision rises with every observation that differs from the one before
     */
    Capacity observe(long nowMs);

    /**
     * Carries a decision out. Safe to repeat: its id is the key.
     *
     * @return what became of it so far
     */
    Outcome apply(Decision decision, long nowMs);

    @Override
    void close();
}
