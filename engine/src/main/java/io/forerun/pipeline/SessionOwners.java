package io.forerun.pipeline;

import io.forerun.state.Digest;
import org.agrona.collections.Long2LongHashMap;

/** Which sessions may add records: the newest open one of each identity. Called under the sequencer's lock. */
final class SessionOwners {
    private static final long NONE = Long.MIN_VALUE;

    private final Long2LongHashMap sessionByIdentity = new Long2LongHashMap(NONE);
    private final Long2LongHashMap identityBySession = new Long2LongHashMap(NONE);

    /** A session takes over its identity from an older one. */
    void open(final long session, final long clientId, final long stream) {
        final long identity = Digest.of(clientId, stream) & Long.MAX_VALUE; // Never NONE.
        final long older = sessionByIdentity.put(identity, session);
        if (older != NONE) {
            identityBySession.remove(older);
        }
        identityBySession.put(session, identity);
    }

    void close(final long session) {
        final long identity = identityBySession.remove(session);
        if (identity != NONE) {
            sessionByIdentity.remove(identity);
        }
    }

    boolean mayAdd(final long session) {
        return identityBySession.containsKey(session);
    }
}
