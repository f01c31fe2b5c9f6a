package io.forerun.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Owner of one block of zeroed off-heap bytes, entered in the {@link MemoryLedger} under its name until closed. Any thread
 * may read and write through {@link #segment()}; after {@link #close()} every access throws IllegalStateException.
 */
public final class Slab implements AutoCloseable {
    /** Bytes of a cache line; the alignment of every slab. */
    public static final int ALIGNMENT = 64;

    private final Arena arena;
    private final MemorySegment segment;
    private final String name;
    private boolean open = true;

    private Slab(final String name, final long bytes) {
        this.name = name;
        this.arena = Arena.ofShared();
        this.segment = arena.allocate(bytes, ALIGNMENT);
        MemoryLedger.opened(name, bytes);
    }

    /**
     * Allocates zeroed bytes, aligned to a cache line.
     *
     * @param name what the bytes hold, as the ledger shows it
     * @param bytes how many, 1 and up
     * @throws IllegalArgumentException if bytes is not positive
     */
    public static Slab allocate(final String name, final long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("slab " + name + ": bytes=" + bytes + ", allowed=1 and up");
        }
        return new Slab(name, bytes);
    }

    /** The bytes; the same object for the life of the slab. */
    public MemorySegment segment() {
        return segment;
    }

    /** Gives the bytes back; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            MemoryLedger.closed(name, segment.byteSize());
            arena.close();
        }
    }
}
