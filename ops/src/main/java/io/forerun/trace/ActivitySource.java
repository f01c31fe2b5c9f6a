package io.forerun.trace;

import io.forerun.client.ActivityRow;

/**
 * A finite run of activity rows, pulled one at a time by a single thread. Rows mostly come in order of time; a source made
 * from a file keeps the file's order, and the server counts rows that come late. The same file or seed always gives the same
 * rows, so that a client can go on after the last sequence that was acknowledged.
 */
public interface ActivitySource extends AutoCloseable {
    /**
     * Fills the row with the next activity.
     *
     * @return false at the end; the row is then unchanged
     * @throws TraceException if the source is damaged here; rows before were good, and the source gives nothing further
     */
    boolean next(ActivityRow row) throws TraceException;

    /** What to call this source in messages. */
    String name();

    /** Share of the source consumed so far, 0 to 1, or NaN where the length is unknown. */
    double progress();

    /**
     * 64 bits that identify the source, for use as stream id: equal for equal content, random for a pipe.
     *
     * @throws TraceException if the content cannot be read
     */
    long digest() throws TraceException;

    /** Requests that each row stands for, 1 to 10,000; constant for the life of the source. */
    default int weight() {
        return 1;
    }

    /** Releases the file; a second call does nothing. */
    @Override
    void close();
}
