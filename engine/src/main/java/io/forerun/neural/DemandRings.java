package io.forerun.neural;

import io.forerun.memory.Digest;
import java.util.Arrays;

/**
 * The sum over all users of what their rows promise, per (series, time constant): a ring of integer slots by the time of each
 * user's newest event. An event moves its user's weight from the old slot to the new one; decay is applied when read. Sums are
 * exact: they equal the sum over rows with {@code ==} after any history. Engine thread only; no allocation but in {@link
 * #open}.
 *
 * <p>A slot lives for {@link #SLOTS} slots, 12 time constants; what is older counts for nothing (e^-12) and is dropped with
 * its slot.
 */
final class DemandRings {
    /** Slots of a ring. */
    static final int SLOTS = 192;

    private static final int RING = TimeConstants.COUNT * SLOTS;

    private long[][] slots = new long[16][];
    private final long[] sum = new long[RING];
    private final long[] newestSlot = new long[TimeConstants.COUNT];
    private final long[] given = new long[TimeConstants.COUNT];
    private final double[] decayPerSlots = new double[SLOTS];
    private int series;

    /** Rings without series. */
    DemandRings() {
        for (int age = 0; age < SLOTS; age++) {
            decayPerSlots[age] = StrictMath.exp(-(double) age / TimeConstants.SLOTS_PER_TAU);
        }
    }

    /** Makes room for series 0 to {@code count - 1}. */
    void open(final int count) {
        if (count > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(count, slots.length * 2));
        }
        for (; series < count; series++) {
            slots[series] = new long[RING];
        }
    }

    /** Brings the rings to a time, unless they are there: slots that fall out are emptied. */
    void advance(final long nowMs) {
        TimeConstants.slots(nowMs, given);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final long fresh = Math.min(SLOTS, given[tau] - newestSlot[tau]);
            for (long slot = given[tau] - fresh + 1; slot <= given[tau]; slot++) {
                clear(place(tau, slot));
            }
            newestSlot[tau] = Math.max(newestSlot[tau], given[tau]);
        }
    }

    private void clear(final int place) {
        for (int ring = 0; ring < series; ring++) {
            slots[ring][place] = 0;
        }
    }

    /** Whether {@link #advance} has come to a slot of the shortest time constant. */
    boolean reaches(final long finestSlot) {
        return finestSlot <= newestSlot[0];
    }

    /** Adds to a slot; nothing where it does not live any more. */
    void add(final int ring, final int tau, final long slot, final long units) {
        if (slot > newestSlot[tau] - SLOTS) {
            slots[ring][place(tau, slot)] += units;
        }
    }

    /** Units in a slot, for tests. */
    long units(final int ring, final int tau, final long slot) {
        return slots[ring][place(tau, slot)];
    }

    boolean lives(final int tau, final long slot) {
        return slot <= newestSlot[tau] && slot > newestSlot[tau] - SLOTS;
    }

    /**
     * Units of one ring, each slot decayed to the given time.
     *
     * @param nowMs a time in the newest slots or after
     * @param out [TimeConstants.COUNT] sums by time constant
     */
    void read(final int ring, final long nowMs, final double[] out) {
        read(slots[ring], nowMs, out);
    }

    /** The same for the sum of every {@code step}-th ring from {@code first} on. */
    void readSum(final int first, final int step, final long nowMs, final double[] out) {
        Arrays.fill(sum, 0);
        for (int ring = first; ring < series; ring += step) {
            final long[] own = slots[ring];
            for (int place = 0; place < RING; place++) {
                sum[place] += own[place];
            }
        }
        read(sum, nowMs, out);
    }

    private void read(final long[] ring, final long nowMs, final double[] out) {
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final long endMs = (newestSlot[tau] + 1) * TimeConstants.slotMs(tau);
            final int newest = place(tau, newestSlot[tau]);
            final int first = tau * SLOTS;
            double total = 0;
            for (int age = 0; age < SLOTS; age++) {
                final int back = newest - age;
                total += ring[back < first ? back + SLOTS : back] * decayPerSlots[age];
            }
            out[tau] = total * StrictMath.exp((double) (endMs - nowMs) / TimeConstants.tauMs(tau));
        }
    }

    /** What is left at a time of a unit in a slot: as {@link #read} has it, and nothing once the slot is dropped. */
    static double decay(final int tau, final long slot, final long nowMs) {
        final long endMs = (slot + 1) * TimeConstants.slotMs(tau);
        return nowMs - endMs >= (SLOTS - 1) * TimeConstants.slotMs(tau)
                ? 0
                : StrictMath.exp((double) (endMs - nowMs) / TimeConstants.tauMs(tau));
    }

    private static int place(final int tau, final long slot) {
        return tau * SLOTS + (int) (slot % SLOTS);
    }

    /** Folds all slots. */
    void digest(final Digest digest) {
        digest.add(series);
        for (int ring = 0; ring < series; ring++) {
            for (final long units : slots[ring]) {
                digest.add(units);
            }
        }
        for (final long slot : newestSlot) {
            digest.add(slot);
        }
    }
}
