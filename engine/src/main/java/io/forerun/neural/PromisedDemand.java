package io.forerun.neural;

import io.forerun.memory.Digest;
import io.forerun.profile.Minifloat;
import io.forerun.profile.ProfileRows;

/**
 * Demand that users still promise, summed by series and time constant. It writes the demand weights of profile rows, and its
 * rings equal the sum over the rows with {@code ==} as long as every change of a row lies between {@link #withdraw} and
 * {@link #promise}, and a row is withdrawn before it is erased. Engine thread only; no allocation but in {@link #open}.
 */
public final class PromisedDemand {
    private final DemandRings rings = new DemandRings();
    private final long[] slots = new long[TimeConstants.COUNT];

    /** Makes room for series 0 to {@code count - 1}. */
    public void open(final int count) {
        rings.open(count);
    }

    /** Takes back what a row promises: before the row is touched or erased. */
    public void withdraw(final ProfileRows rows, final long row) {
        if (rows.count(row) == 0) {
            return;
        }
        final int ring = rows.group(row);
        TimeConstants.slots(rows.lastSeenMs(row), slots);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            rings.add(ring, tau, slots[tau], -Minifloat.units(rows.demandWeight(row, tau)));
        }
    }

    /** Weighs the newest event of a row and adds that: after the row was touched. */
    public void promise(final ProfileRows rows, final long row) {
        final int ring = rows.group(row);
        final int count = rows.count(row);
        final long seenMs = rows.lastSeenMs(row);
        TimeConstants.slots(seenMs, slots);
        if (!rings.reaches(slots[0])) {
            rings.advance(seenMs);
        }
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final long untilSlotEndMs = (slots[tau] + 1) * TimeConstants.slotMs(tau) - seenMs;
            final int code = DemandHead.weight(count, untilSlotEndMs, tau);
            rows.setDemandWeight(row, tau, code);
            rings.add(ring, tau, slots[tau], Minifloat.units(code));
        }
    }

    /** Brings the sums to a time, milliseconds since the epoch; earlier than an event or the last time, it does nothing. */
    public void advance(final long nowMs) {
        rings.advance(nowMs);
    }

    /**
     * Events that the users of a series still promise, each weight decayed to a time; of series 0 those of all users.
     *
     * @param atMs the time of the last {@link #advance}
     * @param out [TimeConstants.COUNT] events by time constant
     */
    public void read(final int series, final long atMs, final double[] out) {
        if (series == 0) {
            rings.readSum(atMs, out);
        } else {
            rings.read(series, atMs, out);
        }
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            out[tau] /= Minifloat.UNITS;
        }
    }

    /** Folds all sums. */
    public void digest(final Digest digest) {
        rings.digest(digest);
    }

    DemandRings rings() {
        return rings;
    }
}
