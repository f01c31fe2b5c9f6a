package io.forerun.plan.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErlangCTest {
    /** Probabilities of waiting as tables for call centres print them, to three digits: load of 10 erlangs, 11 to 16 agents. */
    @Test
    void shouldEqualPrintedTables() {
        final double[] printed = {0.682, 0.449, 0.285, 0.174, 0.102, 0.057};
        for (int index = 0; index < printed.length; index++) {
            assertEquals(printed[index], ErlangC.waits(11 + index, 10), 5e-4, "agents=" + (11 + index));
        }
        assertEquals(0.5, ErlangC.waits(1, 0.5), 1e-15, "one server: its utilisation");
        assertEquals(1 / 3.0, ErlangC.waits(2, 1), 1e-15, "two servers: 2 p^2 / (1 + p), p = 1/2");
    }

    /** By its definition with factorials, where those fit. */
    @Test
    void shouldEqualTheDefinition() {
        for (int servers = 1; servers <= 20; servers++) {
            for (double share = 0.05; share < 1; share += 0.1) {
                final double load = share * servers;
                double term = 1;
                double sum = 0;
                for (int count = 0; count < servers; count++) {
                    sum += term;
                    term *= load / (count + 1);
                }
                final double all = term / (1 - share);
                assertEquals(all / (sum + all), ErlangC.waits(servers, load), 1e-12);
            }
        }
    }

    @Test
    void shouldTakeTheFewestServersThatKeepWaitingShort() {
        final SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 500; round++) {
            final double load = random.nextDouble() * 200;
            final double time = random.nextDouble() * 3;
            final double share = 0.001 + random.nextDouble() * 0.2;
            final int servers = ErlangC.servers(load, time, share);
            assertTrue(ErlangC.waitsLonger(servers, load, time) <= share);
            assertTrue(servers == 1 || ErlangC.waitsLonger(servers - 1, load, time) > share);
        }
    }

    /** Halfin and Whitt 1981: beyond the load, servers grow with its root; at 1.0 roots a fifth to a quarter waits. */
    @Test
    void shouldFollowTheSquareRootRule() {
        final double load = 900;
        assertEquals(0.2234, ErlangC.waits((int) (load + 30), load), 0.01);
    }
}
