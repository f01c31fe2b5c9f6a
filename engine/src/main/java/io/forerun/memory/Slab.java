package io.forerun.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Owner of one block of zeroed off-heap bytes, entered in the {@link MemoryLedger} under its name until closed. Any thread
 * may read and write through {@link #segment()}; after {@link #close()} every access throws IllegalStateException.
 *
 * <p>A slab is either allocated, and counts as a whole, or reserved: then it is address space that becomes memory as it is
 * touched, and counts with as many bytes as its owner says ({@link #commit}).
 */
public final class Slab implements AutoCloseable {
    /** Bytes of a cache line; the alignment of every slab. */
    public static final int ALIGNMENT = 64;

    private final Arena arena;
    private final MemorySegment segment;
    private final String name;
    private final boolean reserved;
    private long committedBytes;
    private boolean open = true;

    private Slab(final String name, final Arena arena, final MemorySegment segment, final boolean reserved) {
        this.name = name;
        this.arena = arena;
        this.segment = segment;
        this.reserved = reserved;
        this.committedBytes = reserved ? 0 : segment.byteSize();
        MemoryLedger.opened(name, committedBytes);
    }

    /**
     * Allocates zeroed bytes, aligned to a cache line.
     *
     * @param name what the bytes hold, as the ledger shows it
     * @param bytes how many, 1 and up
     * @throws IllegalArgumentException if bytes is not positive
     */
    public static Slab allocate(final String name, final long bytes) {
        checkBytes(name, bytes);
        final Arena arena = Arena.ofShared();
        return new Slab(name, arena, arena.allocate(bytes, ALIGNMENT), false);
    }

    /**
     * Reserves zeroed bytes of address space, aligned to a page; where the system cannot, allocates them.
     *
     * @param name what the bytes hold, as the ledger shows it
     * @param bytes how many, 1 and up
     * @param hugePages ask for huge pages: fewer misses of the address translation, but each first touch zeroes 2 MiB
     * @throws IllegalArgumentException if bytes is not positive
     */
    public static Slab reserve(final String name, final long bytes, final boolean hugePages) {
        checkBytes(name, bytes);
        final Arena arena = Arena.ofShared();
        final MemorySegment region = VirtualMemory.reserve(bytes, hugePages, arena);
        if (region == null) {
            return new Slab(name, arena, arena.allocate(bytes, VirtualMemory.HUGE_PAGE_BYTES), false);
        }
        return new Slab(name, arena, region, true);
    }

    private static void checkBytes(final String name, final long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("slab " + name + ": bytes=" + bytes + ", allowed=1 and up");
        }
    }

    /** The bytes; the same object for the life of the slab. */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * The owner of a reserved slab tells how much of it is in use by now, for the ledger; of no effect on an allocated one.
     *
     * @param bytes 0 to the size of the slab
     */
    public synchronized void commit(final long bytes) {
        if (bytes < 0 || bytes > segment.byteSize()) {
            throw new IllegalArgumentException(
                    "slab " + name + ": committed bytes=" + bytes + ", allowed=0 to " + segment.byteSize());
        }
        if (open && reserved) {
            MemoryLedger.opened(name, bytes - committedBytes);
            committedBytes = bytes;
        }
    }

    /** Gives the bytes back; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            MemoryLedger.closed(name, committedBytes);
            arena.close();
        }
    }
}
