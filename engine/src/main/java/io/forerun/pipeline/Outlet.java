package io.forerun.pipeline;

import io.forerun.core.Egress;

/**
 * Somebody who hears what the engine says once it is in the journal: the gateway, the control loop. Called on the publish
 * thread; must not block.
 */
public interface Outlet extends Egress {
    /** The publish stage has caught up for now: send what was gathered. */
    default void flush() {}

    /** Whether this one wants to know who is due. Unlike all else asked on the engine's thread, so any thread may change it. */
    @Override
    default boolean hearsDue() {
        return false;
    }

    /** Acknowledgements; most outlets have no use for them. */
    @Override
    default void ack(
            final long session,
            final long lastSequence,
            final long duplicates,
            final long[] refused,
            final boolean endOfInput) {}
}
