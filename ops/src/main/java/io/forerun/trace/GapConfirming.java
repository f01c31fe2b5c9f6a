package io.forerun.trace;

import io.forerun.client.ActivityRow;

/**
 * Looks one row ahead to tell a true gap from a single bad timestamp. A server in event clock refuses a record more than an
 * hour ahead of all before, since a lone row of the year 2099 would close every bucket of today; a gap that is real needs
 * somebody who knows what comes next.
 *
 * <p>A row that jumps more than an hour ahead of the running maximum, and the first row, are confirmed when the next row is
 * later than the jump less an hour. A jump in the last row is confirmed if it is no longer than a day or than the trace so
 * far. An unconfirmed row does not raise the maximum.
 *
 * <p>A failure of the source is thrown only after the good row before it was given.
 */
final class GapConfirming implements ActivitySource {
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long NONE = Long.MIN_VALUE;

    private final ActivitySource source;
    private final ActivityRow ahead = new ActivityRow();
    private boolean primed;
    private boolean hasAhead;
    private TraceException failure;
    private long minimumMs = NONE;
    private long maximumMs = NONE;

    GapConfirming(final ActivitySource source) {
        this.source = source;
    }

    @Override
    public boolean next(final ActivityRow row) throws TraceException {
        if (!primed) {
            primed = true;
            advance();
        }
        if (!hasAhead) {
            if (failure != null) {
                throw failure;
            }
            return false;
        }
        row.copyFrom(ahead);
        advance();
        row.gapConfirmed = judge(row.timestampMs);
        return true;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public double progress() {
        return source.progress();
    }

    @Override
    public long digest() throws TraceException {
        return source.digest();
    }

    @Override
    public int weight() {
        return source.weight();
    }

    @Override
    public void close() {
        source.close();
    }

    private void advance() {
        try {
            hasAhead = failure == null && source.next(ahead);
        } catch (final TraceException thrown) {
            failure = thrown;
            hasAhead = false;
        }
    }

    private boolean judge(final long timestampMs) {
        final boolean first = maximumMs == NONE;
        final boolean jump = first || timestampMs - maximumMs > HOUR_MS;
        final boolean confirmed =
                jump && (hasAhead ? ahead.timestampMs > timestampMs - HOUR_MS : plausible(timestampMs));
        if (!jump || confirmed) {
            minimumMs = first ? timestampMs : Math.min(minimumMs, timestampMs);
            maximumMs = first ? timestampMs : Math.max(maximumMs, timestampMs);
        }
        return confirmed;
    }

    /** For the last row, which nothing follows. */
    private boolean plausible(final long timestampMs) {
        return maximumMs != NONE && timestampMs - maximumMs <= Math.max(DAY_MS, maximumMs - minimumMs);
    }
}
