package io.forerun.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Address space from the operating system, which becomes memory page by page as it is touched. Linux's values of constants;
 * elsewhere the calls are absent or fail, and the caller falls back.
 */
final class VirtualMemory {
    /** Alignment of a region, and what a huge page has. */
    static final long HUGE_PAGE_BYTES = 2 << 20;

    private static final int PROT_READ_WRITE = 1 | 2;
    private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;
    private static final int MADV_HUGEPAGE = 14;
    private static final long MAP_FAILED = -1;

    private static final MethodHandle MMAP =
            handle("mmap", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP = handle("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle MADVISE =
            handle("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private VirtualMemory() {}

    /**
     * Reserves zeroed bytes at a multiple of {@link #HUGE_PAGE_BYTES}, given back when the arena closes.
     *
     * @param hugePages ask for huge pages; whether they come is the system's business
     * @return the bytes, null where the system has no such call or refuses
     */
    @SuppressWarnings("restricted")
    static MemorySegment reserve(final long bytes, final boolean hugePages, final Arena arena) {
        if (MMAP == null || MUNMAP == null) {
            return null;
        }
        final long mappedBytes = bytes + HUGE_PAGE_BYTES; // So that an aligned part of the size asked for is within.
        final MemorySegment mapped = map(mappedBytes);
        if (mapped.address() == MAP_FAILED) {
            return null;
        }
        final MemorySegment whole = mapped.reinterpret(mappedBytes, arena, VirtualMemory::unmap);
        final long aligned = (whole.address() + HUGE_PAGE_BYTES - 1) & -HUGE_PAGE_BYTES;
        final MemorySegment region = whole.asSlice(aligned - whole.address(), bytes);
        if (hugePages && MADVISE != null) {
            advise(region);
        }
        return region;
    }

    private static MemorySegment map(final long bytes) {
        try {
            return (MemorySegment) MMAP.invokeExact(
                    MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
        } catch (final Throwable failure) {
            throw new AssertionError("mmap: the call itself failed", failure);
        }
    }

    private static void unmap(final MemorySegment whole) {
        try {
            final int result = (int) MUNMAP.invokeExact(whole, whole.byteSize());
            assert result == 0 : "munmap: result=" + result;
        } catch (final Throwable failure) {
            throw new AssertionError("munmap: the call itself failed", failure);
        }
    }

    private static void advise(final MemorySegment region) {
        try {
            final int ignored = (int) MADVISE.invokeExact(region, region.byteSize(), MADV_HUGEPAGE); // Advice only.
        } catch (final Throwable failure) {
            throw new AssertionError("madvise: the call itself failed", failure);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(final String name, final FunctionDescriptor descriptor) {
        final Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(address -> linker.downcallHandle(address, descriptor))
                .orElse(null);
    }
}
