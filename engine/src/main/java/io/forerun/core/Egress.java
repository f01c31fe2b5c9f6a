package io.forerun.core;

import io.forerun.prewarm.UserDue;

/** Where the engine's outputs go. Called on the engine thread; nothing may leave the process before the journal has the input. */
public interface Egress {
    /**
     * All records of a session up to a sequence are applied or refused. Called for every run of records: no allocation.
     *
     * @param session whose
     * @param lastSequence cumulative
     * @param duplicates records of this session trimmed so far
     * @param refused [Refusals.REASONS] records of this session refused so far, valid during the call
     * @param endOfInput true when it answers EndOfInput
     */
    void ack(long session, long lastSequence, long duplicates, long[] refused, boolean endOfInput);

    /** Anything rarer. */
    void reply(Reply reply);

    /** Whether anybody wants to know who is due; asked after every record, so that telling nobody costs nothing. */
    default boolean hearsDue() {
        return false;
    }

    /** A user is due; what is handed over is filled anew after the call. No allocation. */
    default void due(final UserDue user) {}
}
