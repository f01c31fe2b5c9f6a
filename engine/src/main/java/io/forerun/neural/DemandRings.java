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
public final class DemandRings {
    /** Slots of a ring. */
    static final int SLOTS = 192;

    private static final int RING = TimeConstants.COUNT * SLOTS;

    private long[][] slots = new long[16][];
    private final long[] newestSlot = new long[TimeConstants.COUNT];
    private final double[] decayPerSlots = new double[SLOTS + 1];
    private int series;
    private boolean started;

    /** Rings without series. */
    public DemandRings() {
        for (int age = 0; age <= SLOTS; age++) {
            decayPerSlots[age] = StrictMath.exp(-(double) age / TimeConstants.SLOTS_PER_TAU);
        }
    }

    /** Makes room for series 0 to {@code count - 1}. */
    public void open(final int count) {
        if (count > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(count, slots.length * 2));
        }
        for (; series < count; series++) {
            slots[series] = new long[RING];
        }
    }

    /**
     * Brings the rings to a time: slots that fell out are emptied. Times never decrease.
     *
     * @param nowMs at or after every event added so far
     */
    public void advance(final long nowMs) {
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final long now = Math.floorDiv(nowMs, TimeConstants.slotMs(tau));
            if (!started) {
                newestSlot[tau] = now;
            }
            final long fresh = Math.min(SLOTS, now - newestSlot[tau]);
            for (long slot = now - fresh + 1; slot <= now; slot++) {
                clear(tau, slot);
            }
            newestSlot[tau] = Math.max(newestSlot[tau], now);
        }
        started = true;
    }

    private void clear(final int tau, final long slot) {
        final int place = place(tau, slot);
        for (int ring = 0; ring < series; ring++) {
            slots[ring][place] = 0;
        }
    }

    /** Adds the weight of an event; nothing where its slot does not live any more. */
    public void add(final int ring, final int tau, final long eventMs, final short code) {
        change(ring, tau, eventMs, EventUnits.units(code));
    }

    /** Takes back what {@link #add} added; nothing where that slot was dropped meanwhile. */
    public void subtract(final int ring, final int tau, final long eventMs, final short code) {
        change(ring, tau, eventMs, -EventUnits.units(code));
    }

    private void change(final int ring, final int tau, final long eventMs, final long units) {
        final long slot = Math.floorDiv(eventMs, TimeConstants.slotMs(tau));
        if (slot <= newestSlot[tau] && slot > newestSlot[tau] - SLOTS) {
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
     * Events still promised, each user's weight decayed to the given time.
     *
     * @param nowMs a time in the newest slots
     * @param out [TimeConstants.COUNT] events by time constant
     */
    public void read(final int ring, final long nowMs, final double[] out) {
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final long slotMs = TimeConstants.slotMs(tau);
            final double sinceSlotEnd = (double) (nowMs - (newestSlot[tau] + 1) * slotMs) / TimeConstants.tauMs(tau);
            double sum = 0;
            for (int age = 0; age < SLOTS; age++) {
                sum += slots[ring][place(tau, newestSlot[tau] - age)] * decayPerSlots[age];
            }
            out[tau] = sum / EventUnits.PER_EVENT * StrictMath.exp(-sinceSlotEnd);
        }
    }

    private static int place(final int tau, final long slot) {
        return tau * SLOTS + (int) Math.floorMod(slot, (long) SLOTS);
    }

    /** Folds all slots. */
    public void digest(final Digest digest) {
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
