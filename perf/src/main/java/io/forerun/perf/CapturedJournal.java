package io.forerun.perf;

import io.forerun.journal.Journal;
import io.forerun.journal.JournalReader;
import io.forerun.journal.RecordHandler;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps records in memory without checksums, so that a benchmark of what reads them measures the reader. One thread appends;
 * readers come after it.
 */
final class CapturedJournal implements Journal {
    private static final int CHUNK_BYTES = 1 << 24;

    private record Place(UnsafeBuffer chunk, int offset, int length) {}

    private final List<Place> places = new ArrayList<>();
    private UnsafeBuffer chunk = new UnsafeBuffer(new byte[CHUNK_BYTES]);
    private int end;
    private volatile long lastSequence;

    @Override
    public long append(final DirectBuffer buffer, final int offset, final int length) {
        if (end + length > CHUNK_BYTES) {
            chunk = new UnsafeBuffer(new byte[CHUNK_BYTES]);
            end = 0;
        }
        chunk.putBytes(end, buffer, offset, length);
        places.add(new Place(chunk, end, length));
        end += length + 7 & ~7;
        lastSequence = places.size();
        return lastSequence;
    }

    @Override
    public void sync() {}

    @Override
    public long firstSequence() {
        return 1;
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public Reader reader() {
        return new Reader();
    }

    @Override
    public void close() {}

    /** Hands records out up to a limit, which may then be raised. */
    final class Reader implements JournalReader {
        private long sequence;
        private long limit = Long.MAX_VALUE;

        /** Stops behind this record. */
        Reader until(final long last) {
            limit = last;
            return this;
        }

        @Override
        public boolean poll(final RecordHandler handler) {
            if (sequence >= limit || sequence >= places.size()) {
                return false;
            }
            final Place place = places.get((int) sequence++);
            handler.onRecord(sequence, place.chunk, place.offset, place.length);
            return true;
        }

        @Override
        public void close() {}
    }
}
