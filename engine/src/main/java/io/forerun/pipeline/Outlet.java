package io.forerun.pipeline;

import io.forerun.core.Egress;

/**
 * Somebody who hears what the engine says once it is in the journal: the gateway, the control loop. Called on the publish
 * thread; must not block.
 */
public interface Outlet extends Egress {
    /** The publish stage has caught up for now: send what was gathered. */
    void flush();
}
