package io.forerun.core;

import io.forerun.state.Archive;
import io.forerun.state.Digest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Open sessions and remembered streams. A stream outlives its sessions, so that a client can go on where it was; when the
 * table is full the stream that was idle longest is forgotten, if it was idle for 30 days. Engine thread only.
 */
final class SessionTable {
    static final long FORGET_AFTER_MS = 30L * 86_400_000;

    private final int maxStreams;
    private final List<Stream> streams = new ArrayList<>();
    private final Long2ObjectHashMap<Stream> streamByIdentity = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Session> sessions = new Long2ObjectHashMap<>();
    private final List<Session> open = new ArrayList<>();

    SessionTable(final int maxStreams) {
        this.maxStreams = maxStreams;
    }

    /** The open session of that number, null where it is closed or was fenced. */
    Session find(final long session) {
        return sessions.get(session);
    }

    /** The remembered stream, a new one where there is room, else null. */
    Stream stream(final long clientId, final long streamId, final long nowMs) {
        final long identity = Digest.of(clientId, streamId);
        final Stream known = streamByIdentity.get(identity);
        if (known != null) {
            return known;
        }
        if (streams.size() >= maxStreams && !forgetIdle(nowMs)) {
            return null;
        }
        final Stream stream = new Stream(clientId, streamId);
        streamByIdentity.put(identity, stream);
        streams.add(stream);
        return stream;
    }

    private boolean forgetIdle(final long nowMs) {
        int oldest = -1;
        for (int index = 0; index < streams.size(); index++) {
            final Stream stream = streams.get(index);
            if (stream.owner() == null
                    && nowMs - stream.lastActiveMs() >= FORGET_AFTER_MS
                    && (oldest < 0
                            || stream.lastActiveMs() < streams.get(oldest).lastActiveMs())) {
                oldest = index;
            }
        }
        if (oldest < 0) {
            return false;
        }
        final Stream forgotten = streams.remove(oldest);
        streamByIdentity.remove(Digest.of(forgotten.clientId(), forgotten.streamId()));
        return true;
    }

    Session open(final long session, final Stream stream, final int requestsPerRecord, final long nowMs) {
        final Session opened = new Session(session, stream, requestsPerRecord);
        sessions.put(session, opened);
        open.add(opened);
        stream.own(opened, nowMs);
        return opened;
    }

    /** Closes a session unless it is closed. */
    void close(final long sessionId, final long nowMs) {
        final Session session = sessions.get(sessionId);
        if (session != null) {
            close(session, nowMs);
        }
    }

    void close(final Session session, final long nowMs) {
        sessions.remove(session.id());
        open.remove(session);
        if (session.stream().owner() == session) {
            session.stream().own(null, nowMs);
        }
    }

    /** Series fed by a client that is connected, series 0 where there is any: the others are missing, not zero. */
    BitSet observedSeries() {
        final BitSet observed = new BitSet();
        for (final Session session : open) {
            observed.or(session.stream().fedSeries());
        }
        if (!observed.isEmpty()) {
            observed.set(0);
        }
        return observed;
    }

    List<Long> openIds() {
        return open.stream().map(Session::id).toList();
    }

    /** Passes all streams and sessions; into an empty table where they are put back. */
    void pass(final Archive archive) {
        final int count = archive.passCount(streams.size(), maxStreams);
        for (int index = 0; index < count; index++) {
            final boolean known = index < streams.size();
            final long clientId = archive.pass(known ? streams.get(index).clientId() : 0);
            final long streamId = archive.pass(known ? streams.get(index).streamId() : 0);
            stream(clientId, streamId, 0).pass(archive);
        }
        passOpen(archive, archive.passCount(open.size(), Archive.MOST_GROWN));
    }

    private void passOpen(final Archive archive, final int count) {
        for (int index = 0; index < count; index++) {
            final Session known = index < open.size() ? open.get(index) : null;
            final long id = archive.pass(known == null ? 0 : known.id());
            final int stream =
                    archive.passCount(known == null ? 0 : streams.indexOf(known.stream()), streams.size() - 1);
            final int requestsPerRecord = archive.pass(known == null ? 0 : known.requestsPerRecord());
            final Session session = known != null
                    ? known
                    : open(
                            id,
                            streams.get(stream),
                            requestsPerRecord,
                            streams.get(stream).lastActiveMs());
            session.pass(archive);
        }
    }
}
