package io.forerun.core;

import java.util.ArrayList;
import java.util.List;

/** Keeps what the engine said, in order. */
final class RecordingEgress implements Egress {
    /** An acknowledgement, its array copied. */
    record Ack(long session, long lastSequence, long duplicates, List<Long> refused, boolean endOfInput) {}

    private final List<Object> said = new ArrayList<>();

    @Override
    public void ack(
            final long session,
            final long lastSequence,
            final long duplicates,
            final long[] refused,
            final boolean endOfInput) {
        final List<Long> byReason = new ArrayList<>();
        for (final long records : refused) {
            byReason.add(records);
        }
        said.add(new Ack(session, lastSequence, duplicates, byReason, endOfInput));
    }

    @Override
    public void reply(final Reply reply) {
        said.add(reply);
    }

    /** Forgets all of it. */
    void clear() {
        said.clear();
    }

    /** All of one kind, oldest first. */
    <T> List<T> all(final Class<T> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The newest of one kind. */
    <T> T last(final Class<T> kind) {
        return all(kind).getLast();
    }
}
