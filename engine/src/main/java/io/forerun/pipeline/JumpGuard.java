package io.forerun.pipeline;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.forerun.core.Refusals;
import org.agrona.DirectBuffer;

/**
 * Judges the timestamps of a batch before they may move event time. One wrong clock must not carry the whole engine into
 * another year, so a jump of more than an hour over all so far is refused, unless its sender says that later records bear
 * it out, a second session saw the same, or every jump is allowed. Called under the sequencer's lock.
 */
final class JumpGuard {
    static final long JUMP_MS = 3_600_000;
    private static final long EARLIEST_MS = 631_152_000_000L; // 1990-01-01
    private static final long LATEST_MS = 7_258_118_400_000L; // 2200-01-01

    private final boolean allowAll;
    private long suspectSession;
    private long suspectMs = Long.MIN_VALUE;
    private boolean confirmed;

    JumpGuard(final boolean allowAll) {
        this.allowAll = allowAll;
    }

    /** Starts a batch whose sender confirms its jumps, or not. */
    void begin(final boolean gapConfirmed) {
        confirmed = gapConfirmed;
    }

    /** Refusal for reasons that hold under both clocks. */
    static int malformed(final DirectBuffer records, final int offset) {
        if (records.getByte(offset + ActivityLayout.REFUSAL_OFFSET) != 0) {
            return Refusals.RESERVED;
        }
        final long timestampMs = records.getLong(offset + ActivityLayout.TIMESTAMP_OFFSET, LITTLE_ENDIAN);
        return timestampMs < EARLIEST_MS || timestampMs >= LATEST_MS ? Refusals.TIMESTAMP : Refusals.NONE;
    }

    /**
     * Refusal of a record in event time.
     *
     * @param session whose record
     * @param timestampMs its time
     * @param nextMs time of the record behind it in the batch, {@code timestampMs} where it is the last
     * @param nowMs largest time so far; negative where there is none yet
     */
    int jump(final long session, final long timestampMs, final long nextMs, final long nowMs) {
        if (nowMs < 0) { // The very first record: what follows it tells whether it is alone in its year.
            return allowAll || confirmed || nextMs >= timestampMs - JUMP_MS ? Refusals.NONE : Refusals.TIME_JUMP;
        }
        if (timestampMs <= nowMs + JUMP_MS || allowAll || confirmed) {
            return Refusals.NONE;
        }
        if (suspectMs != Long.MIN_VALUE && suspectSession != session && Math.abs(timestampMs - suspectMs) <= JUMP_MS) {
            return Refusals.NONE; // The suspect stays: ticks on the way there have this record judged again.
        }
        suspectSession = session;
        suspectMs = timestampMs;
        return Refusals.TIME_JUMP;
    }
}
