package io.forerun.perf;

import io.forerun.memory.Slab;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The engine's limit: to read and write one cache line per record, where the user's row would be, and nothing else. */
final class RandomRows implements AutoCloseable {
    static final int ROW_BYTES = 64;

    private final Slab slab;

    RandomRows(final int rows) {
        slab = Slab.allocate("perf.rows", (long) rows * ROW_BYTES);
        slab.segment().fill((byte) 1); // Its pages are there before the first lap.
    }

    /** Records per second over records [from, count) of a workload. */
    double perSecond(final Workload workload, final int from) {
        final MemorySegment rows = slab.segment();
        final long startNs = System.nanoTime();
        for (int item = from; item < workload.count(); item++) {
            final long offset = (long) workload.user(item) * ROW_BYTES;
            rows.set(ValueLayout.JAVA_LONG, offset, rows.get(ValueLayout.JAVA_LONG, offset) + item);
        }
        return (workload.count() - from) * 1e9 / (System.nanoTime() - startNs);
    }

    @Override
    public void close() {
        slab.close();
    }
}
