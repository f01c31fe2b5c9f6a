package io.forerun.neural;

import io.forerun.markov.ChainConfig;
import io.forerun.profile.Minifloat;
import io.forerun.profile.ProfileRows;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Demand that users still promise, summed by series, stage of the user's session and time constant. Each user's newest event
 * weighs one, decaying with the user's silence; what that is worth in requests is left to the forecaster, which regresses on
 * the sums. Stages are told apart because of two users who were just here the one who has come back this moment promises another
 * demand than the one in the middle of a session, and no count of requests shows the difference.
 *
 * <p>It writes the stage into profile rows; the weight follows from when the user was seen. Its rings equal the sum over the rows
 * with {@code ==} as long as every change of a row lies between {@link #withdraw} and {@link #promise}, and a row is withdrawn before it is erased.
 * Engine thread only; no allocation but in {@link #open}.
 */
public final class PromisedDemand {
    /** A user's first event ever, the first of a session, its second, and later ones. */
    public static final int STAGES = 4;

    /** Sums of a series: {@code [stage * TimeConstants.COUNT + time constant]}. */
    public static final int SUMS = STAGES * TimeConstants.COUNT;

    private static final int FIRST_EVER = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int LATER = 3;
    private static final long SESSION_GAP_MS = ChainConfig.DEFAULT.sessionGapMs();

    private final DemandRings rings;
    private final long[] slots = new long[TimeConstants.COUNT];

    /** Of the row withdrawn last. */
    private boolean isKnown;

    private long seenMs;

    /** Without users. */
    public PromisedDemand(final Kernels kernels) {
        rings = new DemandRings(kernels, STAGES);
    }

    /** Makes room for series 0 to {@code count - 1}. */
    public void open(final int count) {
        rings.open(count);
    }

    /** Takes back what a row promises: before the row is touched or erased. */
    public void withdraw(final ProfileRows rows, final long row) {
        isKnown = rows.count(row) > 0;
        if (!isKnown) {
            return;
        }
        seenMs = rows.lastSeenMs(row);
        TimeConstants.slots(seenMs, slots);
        final int group = rows.group(row);
        final int stage = rows.stage(row);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            rings.add(group, stage, tau, slots[tau], -units(slots[tau], seenMs, tau));
        }
    }

    /** Weighs the newest event of the row that was just withdrawn, and adds that: after the row was touched. */
    public void promise(final ProfileRows rows, final long row) {
        final long nowMs = rows.lastSeenMs(row);
        final int stage = nextStage(rows, row, nowMs);
        rows.setStage(row, stage);
        TimeConstants.slots(nowMs, slots);
        if (!rings.reaches(slots[0])) {
            rings.advance(nowMs);
        }
        final int group = rows.group(row);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            rings.add(group, stage, tau, slots[tau], units(slots[tau], nowMs, tau));
        }
    }

    /** What an event weighs at the end of its slot, in units of 1/1024. */
    private static long units(final long slot, final long seenMs, final int tau) {
        final long untilSlotEndMs = (slot + 1) * TimeConstants.slotMs(tau) - seenMs;
        return (long) (Minifloat.UNITS * expNegative(untilSlotEndMs * TimeConstants.perMs(tau)) + .5);
    }

    private int nextStage(final ProfileRows rows, final long row, final long nowMs) {
        if (!isKnown) {
            return FIRST_EVER;
        }
        if (nowMs - seenMs > SESSION_GAP_MS) {
            return FIRST;
        }
        return rows.stage(row) <= FIRST ? SECOND : LATER;
    }

    /** exp(-x) for 0 <= x <= 1/16 by its Taylor polynomial, error below 1e-6; the same bits on every machine. */
    static double expNegative(final double x) {
        return 1 - x * (1 - x * (0.5 - x * (1.0 / 6)));
    }

    /** Brings the sums to a time, milliseconds since the epoch; earlier than an event or the last time, it does nothing. */
    public void advance(final long nowMs) {
        rings.advance(nowMs);
    }

    /**
     * Holds the time of the last {@link #advance}: until {@link #release} every series is read as it stands now, also if its
     * users move on before it is read.
     */
    public void hold(final long atMs) {
        rings.hold(atMs);
    }

    /** Once all that wanted to read has read. */
    public void release() {
        rings.release();
    }

    /**
     * Events that the users of a series promise, each decayed to a time; of series 0 those of all users.
     *
     * @param atMs the time of the last {@link #advance}
     * @param out [{@link #SUMS}]
     */
    public void read(final int series, final long atMs, final double[] out) {
        rings.read(series, atMs, out);
        for (int sum = 0; sum < SUMS; sum++) {
            out[sum] /= Minifloat.UNITS;
        }
    }

    /**
     * What one user promises, decayed to a time; of all users of a series it adds up to what {@link #read} gives.
     *
     * @param atMs not before the user's newest event
     * @param out [{@link #SUMS}], zero but in the user's stage
     */
    public static void ofUser(final ProfileRows rows, final long row, final long atMs, final double[] out) {
        Arrays.fill(out, 0, SUMS, 0);
        final long[] slots = new long[TimeConstants.COUNT];
        TimeConstants.slots(rows.lastSeenMs(row), slots);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final double promised = (double) units(slots[tau], rows.lastSeenMs(row), tau) / Minifloat.UNITS;
            out[rows.stage(row) * TimeConstants.COUNT + tau] = promised * DemandRings.decay(tau, slots[tau], atMs);
        }
    }

    /** Passes all sums. */
    public void pass(final Archive archive) {
        rings.pass(archive);
    }

    DemandRings rings() {
        return rings;
    }
}
