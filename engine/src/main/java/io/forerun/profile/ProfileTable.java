package io.forerun.profile;

import io.forerun.memory.Digest;
import io.forerun.memory.Slab;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Owner of all profile rows. Engine thread only.
 *
 * <p>A row's number is stable for its life. At {@code maxUsers} rows further users get no row; the caller counts them.
 */
public final class ProfileTable implements AutoCloseable {
    /** No row. */
    public static final long NONE = -1;

    private static final int SEGMENT_BITS = 8;
    private static final int CHUNK_ROWS_SHIFT = 14;
    private static final int CHUNK_ROWS = 1 << CHUNK_ROWS_SHIFT;
    private static final long CHUNK_BYTES = (long) CHUNK_ROWS << ProfileDescriptor.ROW_LENGTH_SHIFT;

    private final long maxUsers;
    private final long seed;
    private final IndexSegment[] index = new IndexSegment[1 << SEGMENT_BITS];
    private Slab[] chunks = new Slab[16];
    private MemorySegment[] rows = new MemorySegment[16];
    private long size;
    private long touched; // Keeps the warming reads of a pass alive; never read for its value.

    /**
     * Makes an empty table.
     *
     * @param maxUsers rows held at most, 1 to 2^31
     * @param seed secret mixed into the index, so that nobody can choose ids that collide
     */
    public ProfileTable(final long maxUsers, final long seed) {
        if (maxUsers < 1 || maxUsers > 1L << 31) {
            throw new IllegalArgumentException("profile.max_users: value=" + maxUsers + ", allowed=1 to 2147483648");
        }
        this.maxUsers = maxUsers;
        this.seed = seed;
        for (int segment = 0; segment < index.length; segment++) {
            index[segment] = new IndexSegment();
        }
    }

    /** Rows held. */
    public long size() {
        return size;
    }

    /** Row of a user, or {@link #NONE}. */
    public long find(final long userId) {
        final long hash = Digest.of(seed, userId);
        final IndexSegment segment = index[(int) (hash >>> (64 - SEGMENT_BITS))];
        final int tag = tag(hash);
        for (int place = segment.home(tag); ; place = segment.next(place)) {
            final long entry = segment.entry(place);
            if (IndexSegment.isEmpty(entry)) {
                return NONE;
            }
            if (IndexSegment.hasTag(entry, tag) && userId(IndexSegment.row(entry)) == userId) {
                return IndexSegment.row(entry);
            }
        }
    }

    /**
     * Finds or makes the rows of a run of users.
     *
     * @param userIds [count] ids, repeats allowed
     * @param rowsOut [count] row numbers; {@link #NONE} where the table is full
     * @return how many rows are new
     */
    public int locate(final long[] userIds, final int count, final long[] rowsOut) {
        long warmed = 0;
        for (int item = 0; item < count; item++) { // Independent reads: their cache misses overlap.
            final long hash = Digest.of(seed, userIds[item]);
            final IndexSegment segment = index[(int) (hash >>> (64 - SEGMENT_BITS))];
            final long entry = segment.entry(segment.home(tag(hash)));
            rowsOut[item] = IndexSegment.row(entry);
            warmed += entry;
        }
        for (int item = 0; item < count; item++) { // A guess at the row: right for all but a few.
            final long row = rowsOut[item];
            warmed += row >= 0 ? userId(row) : 0;
        }
        touched = warmed;
        int added = 0;
        for (int item = 0; item < count; item++) {
            long row = find(userIds[item]);
            if (row == NONE && size < maxUsers) {
                row = insert(userIds[item]);
                added++;
            }
            rowsOut[item] = row;
        }
        return added;
    }

    private long insert(final long userId) {
        final long row = size;
        if ((row & (CHUNK_ROWS - 1)) == 0) {
            addChunk((int) (row >>> CHUNK_ROWS_SHIFT));
        }
        chunk(row).set(ValueLayout.JAVA_LONG, offset(row) + ProfileDescriptor.USER_ID_OFFSET, userId);
        final long hash = Digest.of(seed, userId);
        index[(int) (hash >>> (64 - SEGMENT_BITS))].insert(tag(hash), row);
        size++;
        return row;
    }

    private void addChunk(final int chunk) {
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
            rows = Arrays.copyOf(rows, chunk * 2);
        }
        chunks[chunk] = Slab.allocate("profile.rows", CHUNK_BYTES);
        rows[chunk] = chunks[chunk].segment();
    }

    /**
     * Applies one record to a row.
     *
     * @param seenMs when, milliseconds since the epoch
     * @param group demand series, 0 to 65,535
     * @param action 0 to 255
     * @param device 0 to 255
     * @param object 32-bit fold of the object's name
     */
    public void touch(
            final long row, final long seenMs, final int group, final int action, final int device, final int object) {
        final MemorySegment chunk = chunk(row);
        final long offset = offset(row);
        final int count = chunk.get(ValueLayout.JAVA_INT, offset + ProfileDescriptor.COUNT_OFFSET);
        if (count == 0) {
            chunk.set(ValueLayout.JAVA_LONG, offset + ProfileDescriptor.FIRST_SEEN_MS_OFFSET, seenMs);
        }
        if (count < Integer.MAX_VALUE) {
            chunk.set(ValueLayout.JAVA_INT, offset + ProfileDescriptor.COUNT_OFFSET, count + 1);
        }
        final long lastSeenMs = chunk.get(ValueLayout.JAVA_LONG, offset + ProfileDescriptor.LAST_SEEN_MS_OFFSET);
        chunk.set(
                ValueLayout.JAVA_LONG,
                offset + ProfileDescriptor.LAST_SEEN_MS_OFFSET,
                count == 0 ? seenMs : Math.max(lastSeenMs, seenMs));
        chunk.set(ValueLayout.JAVA_SHORT, offset + ProfileDescriptor.GROUP_OFFSET, (short) group);
        chunk.set(ValueLayout.JAVA_BYTE, offset + ProfileDescriptor.ACTION_OFFSET, (byte) action);
        chunk.set(ValueLayout.JAVA_BYTE, offset + ProfileDescriptor.DEVICE_OFFSET, (byte) device);
        chunk.set(ValueLayout.JAVA_INT, offset + ProfileDescriptor.OBJECT_OFFSET, object);
    }

    /** Moves the row's mean costs towards one record's; call after {@link #touch}. Weights are 1 / min(count, 64). */
    public void cost(final long row, final float cpuUs, final float memoryKibS, final float gpuUs) {
        final MemorySegment chunk = chunk(row);
        final long offset = offset(row);
        final int count = chunk.get(ValueLayout.JAVA_INT, offset + ProfileDescriptor.COUNT_OFFSET);
        final float weight = 1f / Math.min(count, 64);
        blend(chunk, offset + ProfileDescriptor.CPU_US_OFFSET, cpuUs, weight);
        blend(chunk, offset + ProfileDescriptor.MEMORY_KIB_S_OFFSET, memoryKibS, weight);
        blend(chunk, offset + ProfileDescriptor.GPU_US_OFFSET, gpuUs, weight);
    }

    private static void blend(final MemorySegment chunk, final long offset, final float value, final float weight) {
        final float mean = chunk.get(ValueLayout.JAVA_FLOAT, offset);
        chunk.set(ValueLayout.JAVA_FLOAT, offset, mean + (value - mean) * weight);
    }

    /** User of a row. */
    public long userId(final long row) {
        return chunk(row).get(ValueLayout.JAVA_LONG, offset(row) + ProfileDescriptor.USER_ID_OFFSET);
    }

    /** Newest record of a row, milliseconds since the epoch. */
    public long lastSeenMs(final long row) {
        return chunk(row).get(ValueLayout.JAVA_LONG, offset(row) + ProfileDescriptor.LAST_SEEN_MS_OFFSET);
    }

    /** First record of a row, milliseconds since the epoch. */
    public long firstSeenMs(final long row) {
        return chunk(row).get(ValueLayout.JAVA_LONG, offset(row) + ProfileDescriptor.FIRST_SEEN_MS_OFFSET);
    }

    /** Records of a row, saturating at 2^31 - 1; 0 before its first. */
    public int count(final long row) {
        return chunk(row).get(ValueLayout.JAVA_INT, offset(row) + ProfileDescriptor.COUNT_OFFSET);
    }

    /** Demand series of the newest record. */
    public int group(final long row) {
        return chunk(row).get(ValueLayout.JAVA_SHORT, offset(row) + ProfileDescriptor.GROUP_OFFSET) & 0xFFFF;
    }

    /** Action of the newest record. */
    public int lastAction(final long row) {
        return chunk(row).get(ValueLayout.JAVA_BYTE, offset(row) + ProfileDescriptor.ACTION_OFFSET) & 0xFF;
    }

    /** Mean CPU per request, microseconds. */
    public float cpuUs(final long row) {
        return chunk(row).get(ValueLayout.JAVA_FLOAT, offset(row) + ProfileDescriptor.CPU_US_OFFSET);
    }

    /** Mean memory per request, KiB-seconds. */
    public float memoryKibS(final long row) {
        return chunk(row).get(ValueLayout.JAVA_FLOAT, offset(row) + ProfileDescriptor.MEMORY_KIB_S_OFFSET);
    }

    /** Mean GPU time per request, microseconds. */
    public float gpuUs(final long row) {
        return chunk(row).get(ValueLayout.JAVA_FLOAT, offset(row) + ProfileDescriptor.GPU_US_OFFSET);
    }

    /** Folds every row, whatever order they came in and wherever they lie. */
    public void digest(final Digest digest) {
        long sum = 0;
        for (long row = 0; row < size; row++) {
            final MemorySegment chunk = chunk(row);
            final long offset = offset(row);
            long folded = 0;
            for (int word = 0; word < ProfileDescriptor.ROW_LENGTH; word += Long.BYTES) {
                folded = Digest.of(folded, chunk.get(ValueLayout.JAVA_LONG, offset + word));
            }
            sum += folded;
        }
        digest.add(size).add(sum);
    }

    @Override
    public void close() {
        for (final IndexSegment segment : index) {
            segment.close();
        }
        for (final Slab chunk : chunks) {
            if (chunk != null) {
                chunk.close();
            }
        }
    }

    private MemorySegment chunk(final long row) {
        return rows[(int) (row >>> CHUNK_ROWS_SHIFT)];
    }

    private static long offset(final long row) {
        return (row & (CHUNK_ROWS - 1)) << ProfileDescriptor.ROW_LENGTH_SHIFT;
    }

    private static int tag(final long hash) {
        return (int) (hash >>> (32 - SEGMENT_BITS));
    }
}
