package io.forerun.core;

import io.forerun.state.Archive;

/** One open connection of a client, from Hello to its end. */
final class Session {
    private final long id;
    private final Stream stream;
    private final int requestsPerRecord;
    private final SessionDictionary dictionary = new SessionDictionary();
    private final long[] refused = new long[Refusals.REASONS];
    private long duplicates;

    Session(final long id, final Stream stream, final int requestsPerRecord) {
        this.id = id;
        this.stream = stream;
        this.requestsPerRecord = requestsPerRecord;
    }

    long id() {
        return id;
    }

    Stream stream() {
        return stream;
    }

    int requestsPerRecord() {
        return requestsPerRecord;
    }

    SessionDictionary dictionary() {
        return dictionary;
    }

    /** Refused records by reason; index 0 unused. */
    long[] refused() {
        return refused;
    }

    long duplicates() {
        return duplicates;
    }

    void addDuplicates(final long records) {
        duplicates += records;
    }

    /** Passes what it counted, and its numbers; for a hash the counts are enough. */
    void pass(final Archive archive) {
        duplicates = archive.pass(duplicates);
        archive.pass(refused);
        if (!archive.isFolding()) {
            dictionary.pass(archive);
        }
    }
}
