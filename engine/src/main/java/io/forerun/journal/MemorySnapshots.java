package io.forerun.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.TreeMap;

/** Snapshots on the heap, for tests and simulations, which may damage them. */
public final class MemorySnapshots implements Snapshots {
    private final TreeMap<Long, byte[]> bytes = new TreeMap<>();

    @Override
    public synchronized List<Long> sequences() {
        return List.copyOf(bytes.descendingKeySet());
    }

    @Override
    public synchronized void write(final long sequence, final Content content) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(Channels.newChannel(out));
        } catch (final IOException e) {
            throw new JournalException("snapshot " + sequence + ": cannot be written: " + e, e);
        }
        bytes.put(sequence, out.toByteArray());
    }

    @Override
    public synchronized ReadableByteChannel open(final long sequence) {
        final byte[] content = bytes.get(sequence);
        if (content == null) {
            throw new JournalException("snapshot " + sequence + ": cannot be read: there is none");
        }
        return Channels.newChannel(new ByteArrayInputStream(content));
    }

    @Override
    public synchronized void keep(final int count) {
        sequences().stream().skip(count).forEach(bytes::remove);
    }

    @Override
    public synchronized void removeAfter(final long sequence) {
        bytes.tailMap(sequence, false).clear();
    }

    /** Bytes of a snapshot, to be damaged in place. */
    public synchronized byte[] bytes(final long sequence) {
        return bytes.get(sequence);
    }
}
