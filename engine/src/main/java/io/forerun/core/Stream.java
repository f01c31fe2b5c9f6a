package io.forerun.core;

import io.forerun.state.Archive;
import java.util.BitSet;

/** What the engine knows of one identity (client, stream), for as long as it remembers it. */
final class Stream {
    private final long clientId;
    private final long streamId;
    private final BitSet fedSeries = new BitSet();
    private long nextSequence = 1;
    private long lastActiveMs;
    private Session owner;

    Stream(final long clientId, final long streamId) {
        this.clientId = clientId;
        this.streamId = streamId;
    }

    long clientId() {
        return clientId;
    }

    long streamId() {
        return streamId;
    }

    /** Sequence of the next record expected, 1 and up. */
    long nextSequence() {
        return nextSequence;
    }

    void advanceTo(final long sequence, final long nowMs) {
        nextSequence = sequence;
        lastActiveMs = nowMs;
    }

    long lastActiveMs() {
        return lastActiveMs;
    }

    /** The session that may send for this identity; null while none is open. */
    Session owner() {
        return owner;
    }

    void own(final Session session, final long nowMs) {
        owner = session;
        lastActiveMs = nowMs;
    }

    /** Demand series this identity has ever fed. */
    BitSet fedSeries() {
        return fedSeries;
    }

    /** Passes all but who it is, and its owner. */
    void pass(final Archive archive) {
        nextSequence = archive.pass(nextSequence);
        lastActiveMs = archive.pass(lastActiveMs);
        archive.pass(fedSeries);
    }
}
