package io.forerun.demo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long MS = 1_000_000;

    @Test
    void shouldTellQuantilesAndCountTheSlow() {
        final Latencies latencies = new Latencies();
        assertTrue(Double.isNaN(latencies.quantileMs(.5)));
        for (int ms = 2_000; ms > 0; ms--) {
            latencies.add(ms * MS);
        }
        assertEquals(1_000, latencies.quantileMs(.5));
        assertEquals(2_000, latencies.quantileMs(1));
        assertEquals(750, latencies.slowerThan(1_250));
    }

    /** A pool that is late still answers while its figures are made. */
    @Test
    void shouldNotChangeOnceCopied() {
        final Latencies latencies = new Latencies();
        latencies.add(MS);
        final Latencies copy = latencies.copy();
        latencies.add(9 * MS);
        assertEquals(1, copy.count());
        assertEquals(1, copy.quantileMs(1));
        assertEquals(2, latencies.count());
    }
}
