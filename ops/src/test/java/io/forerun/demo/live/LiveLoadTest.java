package io.forerun.demo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLoadTest {
    private static LiveConfig config(final long seed) {
        return LiveConfig.of(seed, List.of("worker"), Path.of("nowhere"));
    }

    @Test
    void shouldComeAsOftenAsItsRateSays() {
        for (long seed = 1; seed <= 20; seed++) {
            final LiveConfig config = config(seed);
            final LiveLoad load = LiveLoad.of(config);
            for (int period = 0; period < config.periods(); period++) {
                final double from = (double) period * config.periodMs();
                double expected = 0;
                for (double atMs = from; atMs < from + config.periodMs(); atMs += 10) {
                    expected += load.perSecond(atMs + 5) / 100;
                }
                final long came = load.arrivals().stream()
                        .filter(arrival -> arrival.atMs() >= from && arrival.atMs() < from + config.periodMs())
                        .count();
                assertEquals(expected, came, 4.5 * Math.sqrt(expected), "seed " + seed + ", period " + period);
            }
        }
    }

    @Test
    void shouldRepeatWithItsSeed() {
        assertEquals(LiveLoad.of(config(7)).arrivals(), LiveLoad.of(config(7)).arrivals());
        assertNotEquals(
                LiveLoad.of(config(7)).arrivals(), LiveLoad.of(config(8)).arrivals());
    }

    @Test
    void shouldComeInOrderWithinItsTime() {
        final LiveConfig config = config(3);
        double lastMs = 0;
        for (final LiveLoad.Arrival arrival : LiveLoad.of(config).arrivals()) {
            assertTrue(arrival.atMs() >= lastMs && arrival.atMs() < config.lengthMs(), arrival.toString());
            lastMs = arrival.atMs();
        }
    }
}
