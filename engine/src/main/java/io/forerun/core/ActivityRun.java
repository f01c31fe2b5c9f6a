package io.forerun.core;

/**
 * A run of activity records of one session as columns, filled by the adapter and read by the engine, one object for the life
 * of a stage. Public arrays on purpose: passes over columns are the hot path. Numbers are the client's, not yet translated.
 */
public final class ActivityRun {
    /** Records in a run at most. */
    public static final int CAPACITY = 256;

    /** Milliseconds since the epoch. */
    public final long[] timestampMs = new long[CAPACITY];

    /** User ids. */
    public final long[] userId = new long[CAPACITY];

    /** Objects; 0 is none. */
    public final int[] object = new int[CAPACITY];

    /** CPU, microseconds. */
    public final long[] cpuUs = new long[CAPACITY];

    /** Memory held, KiB. */
    public final long[] memoryKib = new long[CAPACITY];

    /** GPU, microseconds. */
    public final long[] gpuUs = new long[CAPACITY];

    /** Duration, microseconds. */
    public final long[] durationUs = new long[CAPACITY];

    /** Actions; 0 is none. */
    public final int[] action = new int[CAPACITY];

    /** Regions; 0 is none. */
    public final int[] region = new int[CAPACITY];

    /** Services; 0 is none. */
    public final int[] service = new int[CAPACITY];

    /** Devices; 0 is none. */
    public final int[] device = new int[CAPACITY];

    /** Why a record was refused at the edge; 0 where it was not. */
    public final int[] refusal = new int[CAPACITY];

    private long session;
    private long firstSequence;
    private int count;

    /** Starts a run. */
    public void begin(final long session, final long firstSequence, final int count) {
        this.session = session;
        this.firstSequence = firstSequence;
        this.count = count;
    }

    /** Whose records these are. */
    public long session() {
        return session;
    }

    /** Sequence of the first record. */
    public long firstSequence() {
        return firstSequence;
    }

    /** Records in the run. */
    public int count() {
        return count;
    }
}
