package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemandRingsTest {
    private static final long START_MS = 1_700_000_000_123L;
    private static final int SERIES = 3;

    /** A row as the table keeps it: everything needed to take its weight back. */
    private record Row(int series, long seenMs, int count, short[] codes) {}

    private static Row row(final int series, final long seenMs, final int count) {
        final short[] codes = new short[TimeConstants.COUNT];
        for (int tau = 0; tau < codes.length; tau++) {
            codes[tau] = DemandHead.weight(count, seenMs, tau);
        }
        return new Row(series, seenMs, count, codes);
    }

    private static void move(final DemandRings rings, final Row old, final Row next) {
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            if (old != null) {
                rings.subtract(old.series(), tau, old.seenMs(), old.codes()[tau]);
            }
            if (next != null) {
                rings.add(next.series(), tau, next.seenMs(), next.codes()[tau]);
            }
        }
    }

    @Test
    void shouldEqualTheSumOverRowsAfterAnyHistory() {
        final SplittableRandom random = new SplittableRandom(5);
        final DemandRings rings = new DemandRings();
        rings.open(SERIES);
        final TreeMap<Integer, Row> rows = new TreeMap<>();
        long nowMs = START_MS;
        for (int step = 0; step < 60_000; step++) {
            nowMs += random.nextInt(100) == 0 ? random.nextInt(40_000_000) : random.nextInt(20_000);
            rings.advance(nowMs);
            final int user = random.nextInt(400);
            final Row old = rows.get(user);
            if (old != null && random.nextInt(10) == 0) {
                move(rings, old, null); // Evicted or forgotten.
                rows.remove(user);
            } else {
                final long lateMs = random.nextInt(5) == 0 ? random.nextInt(3_000_000) : 0;
                final long seenMs = Math.max(old == null ? 0 : old.seenMs(), nowMs - lateMs);
                final Row next = row(random.nextInt(SERIES), seenMs, old == null ? 1 : old.count() + 1);
                move(rings, old, next);
                rows.put(user, next);
            }
            if (step % 5_000 == 0) {
                compare(rings, rows);
            }
        }
        compare(rings, rows);
    }

    private static void compare(final DemandRings rings, final TreeMap<Integer, Row> rows) {
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            final TreeMap<String, Long> expected = new TreeMap<>();
            for (final Row row : rows.values()) {
                final long slot = Math.floorDiv(row.seenMs(), TimeConstants.slotMs(tau));
                if (rings.lives(tau, slot)) {
                    expected.merge(row.series() + ":" + slot, EventUnits.units(row.codes()[tau]), Long::sum);
                }
            }
            long inRings = 0;
            for (int series = 0; series < SERIES; series++) {
                for (int place = 0; place < DemandRings.SLOTS; place++) {
                    inRings += rings.units(series, tau, place);
                }
            }
            assertEquals(expected.values().stream().mapToLong(Long::longValue).sum(), inRings);
            for (final var slot : expected.entrySet()) {
                final String[] key = slot.getKey().split(":");
                final long units = rings.units(Integer.parseInt(key[0]), tau, Long.parseLong(key[1]));
                assertEquals(slot.getValue(), units, slot.getKey());
            }
        }
    }

    @Test
    void shouldReadEachWeightDecayedToNow() {
        final DemandRings rings = new DemandRings();
        rings.open(1);
        final double[] read = new double[TimeConstants.COUNT];
        for (final long ageMs : new long[] {0, 7_000, 61_000, 400_000, 5_000_000}) {
            final DemandRings fresh = new DemandRings();
            fresh.open(1);
            fresh.advance(START_MS);
            move(fresh, null, row(0, START_MS, 64));
            fresh.advance(START_MS + ageMs);
            fresh.read(0, START_MS + ageMs, read);
            for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
                final double expected = 1.25 * Math.exp(-(double) ageMs / TimeConstants.tauMs(tau));
                assertEquals(ageMs > 12 * TimeConstants.tauMs(tau) ? 0 : expected, read[tau], 1e-3, "age " + ageMs);
            }
        }
    }

    @Test
    void shouldHoldAmountsWithinHalfAThousandth() {
        final SplittableRandom random = new SplittableRandom(9);
        assertEquals(0, EventUnits.units(EventUnits.encode(Double.NaN)));
        assertEquals(0, EventUnits.units(EventUnits.encode(-1)));
        double below = 0;
        for (int exponent = -9; exponent < 30; exponent++) {
            final double amount = StrictMath.scalb(1 + random.nextDouble(), exponent);
            final double held = EventUnits.units(EventUnits.encode(amount)) / EventUnits.PER_EVENT;
            assertEquals(amount, held, Math.max(0.5 / EventUnits.PER_EVENT, amount / 2_000));
            assertTrue(held >= below);
            below = held;
        }
    }

    @Test
    void shouldComputeExponentialsWithinASlot() {
        for (int index = 0; index <= 64; index++) {
            final double x = index / 1_024.0;
            assertEquals(StrictMath.exp(-x), DemandHead.expNegative(x), 1e-10);
        }
    }
}
