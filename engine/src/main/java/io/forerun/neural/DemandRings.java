package io.forerun.neural;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * The sum over all users of what their rows promise, per (series, time constant, stage): a ring of slots by the time of each
 * user's newest event. An event moves its user's weight from the old slot to the new one; decay is applied when read. Slots
 * hold whole numbers far below 2^53, so sums are exact: they equal the sum over rows with {@code ==} after any history. Engine
 * thread only; no allocation but in {@link #open}.
 *
 * <p>A slot lives for {@link #SLOTS} slots, 12 time constants; what is older counts for nothing (e^-12) and is dropped with
 * its slot: not at once but when its series is next touched, so that time costs nothing however many series there are.
 */
final class DemandRings {
    /** Slots of a ring. */
    static final int SLOTS = 192;

    /** Sums go over stretches of so many slots, so that vectors are full and additions need not wait for one another. */
    private static final int STRETCH = 4;

    /** What a slot's worth of time leaves. */
    private static final double PER_SLOT = StrictMath.exp(-1.0 / TimeConstants.SLOTS_PER_TAU);

    private static final long NONE = -1;

    private final Kernels kernels;

    /** What users are told apart by. */
    private final int stages;

    /** Numbers of one time constant, and of a series: {@code [time constant][slot][stage]}. */
    private final int ringLength;

    private final int length;
    private double[][] slots = new double[16][];

    /** Newest slot of the shortest time constant that a series was brought to. */
    private long[] reached = new long[16];

    private final long[] newestSlot = new long[TimeConstants.COUNT];
    private final long[] given = new long[TimeConstants.COUNT];
    private final double[] sums;

    /** What a unit in a slot is worth at {@link #decayedToMs}, in the layout of the slots. */
    private final double[] decays;

    private long decayedToMs = NONE;

    /** Newest slot of the shortest time constant then. */
    private long decayedFrom;

    /** What was read of a series before it moved on from the time that is held, and when that was. */
    private double[][] held = new double[16][];

    private long[] heldAtMs = new long[16];
    private long holdMs = NONE;
    private int series;

    /** Rings without series. */
    DemandRings(final Kernels kernels, final int stages) {
        this.kernels = kernels;
        this.stages = stages;
        ringLength = SLOTS * stages;
        length = TimeConstants.COUNT * ringLength;
        sums = new double[STRETCH * stages];
        decays = new double[length];
    }

    /** Makes room for series 0 to {@code count - 1}. */
    void open(final int count) {
        if (count > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(count, slots.length * 2));
            reached = Arrays.copyOf(reached, slots.length);
            held = Arrays.copyOf(held, slots.length);
            heldAtMs = Arrays.copyOf(heldAtMs, slots.length);
        }
        for (; series < count; series++) {
            slots[series] = new double[length];
            held[series] = new double[stages * TimeConstants.COUNT];
            heldAtMs[series] = NONE;
            reached[series] = newestSlot[0];
        }
    }

    /** Brings the rings to a time, unless they are there. */
    void advance(final long nowMs) {
        TimeConstants.slots(nowMs, given);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            newestSlot[tau] = Math.max(newestSlot[tau], given[tau]);
        }
    }

    /** Empties the slots of a series that fell out between where it was and a newest slot of the shortest time constant. */
    private void bringTo(final long finest, final int index) {
        final long before = reached[index];
        if (finest <= before) {
            return;
        }
        reached[index] = finest;
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final long newest = TimeConstants.coarser(finest, tau);
            final long fresh = Math.min(SLOTS, newest - TimeConstants.coarser(before, tau));
            for (long slot = newest - fresh + 1; slot <= newest; slot++) {
                final int place = place(tau, slot, 0);
                Arrays.fill(slots[index], place, place + stages, 0);
            }
        }
    }

    /** Whether {@link #advance} has come to a slot of the shortest time constant. */
    boolean reaches(final long finestSlot) {
        return finestSlot <= newestSlot[0];
    }

    /** Adds to a slot of a series, and of series 0, which is all of them; nothing where it does not live any more. */
    void add(final int index, final int stage, final int tau, final long slot, final long units) {
        if (slot > newestSlot[tau] - SLOTS) {
            final int place = place(tau, slot, stage);
            bringTo(0);
            slots[0][place] += units;
            if (index > 0) {
                bringTo(index);
                slots[index][place] += units;
            }
        }
    }

    /** Brings a series to the newest slots, having read it before that where a time is held. */
    private void bringTo(final int index) {
        if (holdMs != NONE && heldAtMs[index] != holdMs) {
            read(index, holdMs, held[index]);
            heldAtMs[index] = holdMs;
        }
        bringTo(newestSlot[0], index);
    }

    /** Units in a slot, for tests. */
    long units(final int index, final int stage, final int tau, final long slot) {
        bringTo(index);
        return (long) slots[index][place(tau, slot, stage)];
    }

    boolean lives(final int tau, final long slot) {
        return slot <= newestSlot[tau] && slot > newestSlot[tau] - SLOTS;
    }

    /** Holds a time: until {@link #release} it can be read as it stands now, whatever is added. */
    void hold(final long nowMs) {
        decayTo(nowMs);
        holdMs = nowMs;
    }

    /** The end of it. */
    void release() {
        holdMs = NONE;
    }

    /**
     * Units of one series, each slot decayed to the given time.
     *
     * @param nowMs the time that is held, or one in the newest slots or after
     * @param out [stage * TimeConstants.COUNT + time constant]
     */
    void read(final int index, final long nowMs, final double[] out) {
        if (nowMs == holdMs && heldAtMs[index] == holdMs) {
            System.arraycopy(held[index], 0, out, 0, held[index].length);
            return;
        }
        if (holdMs != NONE && nowMs != holdMs) {
            throw new IllegalStateException("read at " + nowMs + " while " + holdMs + " is held");
        }
        decayTo(nowMs);
        bringTo(decayedFrom, index);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            kernels.sumOfProducts(slots[index], decays, tau * ringLength, ringLength, sums);
            for (int stage = 0; stage < stages; stage++) {
                out[stage * TimeConstants.COUNT + tau] =
                        sums[stage] + sums[stages + stage] + (sums[2 * stages + stage] + sums[3 * stages + stage]);
            }
        }
    }

    private void decayTo(final long nowMs) {
        if (nowMs == decayedToMs && (nowMs == holdMs || decayedFrom == newestSlot[0])) {
            return;
        }
        decayedToMs = nowMs;
        decayedFrom = newestSlot[0];
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            double left = decay(tau, newestSlot[tau], nowMs);
            for (int age = 0; age < SLOTS; age++) {
                final int place = place(tau, newestSlot[tau] - age, 0);
                Arrays.fill(decays, place, place + stages, left);
                left *= PER_SLOT;
            }
        }
    }

    /** What is left at a time of a unit in a slot: as {@link #read} has it, and nothing once the slot is dropped. */
    static double decay(final int tau, final long slot, final long nowMs) {
        final long endMs = (slot + 1) * TimeConstants.slotMs(tau);
        return nowMs - endMs >= (SLOTS - 1) * TimeConstants.slotMs(tau)
                ? 0
                : StrictMath.exp((double) (endMs - nowMs) / TimeConstants.tauMs(tau));
    }

    private int place(final int tau, final long slot, final int stage) {
        return tau * ringLength + (int) Math.floorMod(slot, (long) SLOTS) * stages + stage;
    }

    /** Passes all slots. */
    void pass(final Archive archive) {
        final int count = archive.passCount(series, Archive.MOST_GROWN);
        open(count);
        archive.pass(newestSlot);
        for (int index = 0; index < count; index++) {
            bringTo(index);
            archive.pass(slots[index]);
        }
    }
}
