package io.forerun.perf;

import io.forerun.memory.Slab;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;

/**
 * The profile table's limit: to read and write both cache lines of a 128-byte row somewhere in as much memory, and nothing
 * else. No address depends on what was read, so the misses overlap as far as the processor can.
 */
final class RandomPages implements AutoCloseable {
    private static final int ROW_BYTES = 128;
    private static final int LINE_BYTES = 64;

    private final Slab slab;
    private final int[] rowOf;

    RandomPages(final long seed, final long bytes, final int records) {
        slab = Slab.reserve("perf.rows", bytes, false);
        slab.segment().fill((byte) 1); // Its pages are there before the first lap.
        final SplittableRandom random = new SplittableRandom(seed);
        rowOf = random.ints(records, 0, (int) (bytes / ROW_BYTES)).toArray();
    }

    /** Rows per second. */
    double perSecond() {
        final MemorySegment rows = slab.segment();
        final long startNs = System.nanoTime();
        for (int item = 0; item < rowOf.length; item++) {
            final long offset = (long) rowOf[item] * ROW_BYTES;
            add(rows, offset, item);
            add(rows, offset + LINE_BYTES, item);
        }
        return rowOf.length * 1e9 / (System.nanoTime() - startNs);
    }

    private static void add(final MemorySegment rows, final long offset, final long value) {
        rows.set(ValueLayout.JAVA_LONG, offset, rows.get(ValueLayout.JAVA_LONG, offset) + value);
    }

    @Override
    public void close() {
        slab.close();
    }
}
