package io.forerun.plan.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SparesTest {
    /** Probability that at least so many of all are up, by summing over the binomial distribution. */
    private static double up(final int all, final int needed, final double down) {
        double sum = 0;
        for (int count = needed; count <= all; count++) {
            double ways = 1;
            for (int index = 0; index < all - count; index++) {
                ways = ways * (all - index) / (index + 1);
            }
            sum += ways * Math.pow(1 - down, count) * Math.pow(down, all - count);
        }
        return sum;
    }

    @Test
    void shouldBeTheFewestThatKeepEnoughUp() {
        for (final double down : new double[] {0.001, 0.01, 0.1, 0.4}) {
            for (int needed = 1; needed < 40; needed += 3) {
                for (final double availability : new double[] {0.9, 0.99, 0.999}) {
                    final int spares = Spares.of(needed, down, availability);
                    assertTrue(up(needed + spares, needed, down) >= availability - 1e-12);
                    assertTrue(spares == 0 || up(needed + spares - 1, needed, down) < availability);
                }
            }
        }
    }

    @Test
    void shouldHoldNoneWhereNothingFailsAndEnoughWhereAZoneIsLost() {
        assertEquals(0, Spares.of(10, 0, 0.9999));
        assertEquals(0, Spares.of(0, 0.5, 0.9999));
        assertEquals(1.5, Spares.forZones(3, 1), 1e-15);
        assertEquals(1, Spares.forZones(3, 0), 0);
        assertEquals(5, Spares.forZones(4, 3, 1));
        assertEquals(6, Spares.forZones(6, 3, 1));
        assertEquals(0, Spares.forZones(0, 3, 1));
        assertEquals(7, Spares.forZones(7, 3, 0));
    }
}
