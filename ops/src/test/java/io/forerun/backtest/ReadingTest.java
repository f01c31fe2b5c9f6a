package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final List<FrontPoint<String>> FIRST =
            List.of(new FrontPoint<>("a", 100, 4), new FrontPoint<>("b", 200, 0.25));

    @Test
    void shouldReadBothFrontsWhereTheLogarithmFallsLinearly() {
        // Four at 100 and a quarter at 200: a half of the way is the geometric mean, 1 at 150.
        final List<FrontPoint<String>> second =
                List.of(new FrontPoint<>("c", 50, 1), new FrontPoint<>("d", 150, 0.01), new FrontPoint<>("e", 250, 0));
        final Reading at = Reading.of(1, FIRST, second).orElseThrow();
        assertEquals(150, at.costUsd(), 1e-9);
        assertEquals(0.01, at.unservedAtCostPct(), 1e-9);
        assertEquals(50, at.costAtUnservedUsd(), 1e-9);
        assertEquals(
                100,
                Reading.of(0.25, FIRST, List.of(second.get(0), new FrontPoint<>("d", 150, 0.0625)))
                        .orElseThrow()
                        .costAtUnservedUsd(),
                1e-9);
    }

    @Test
    void shouldReadNothingOutsideTheFirstAndSayWhereTheSecondEnds() {
        assertTrue(Reading.of(5, FIRST, FIRST).isEmpty());
        assertTrue(Reading.of(0.1, FIRST, FIRST).isEmpty());
        final Reading at =
                Reading.of(1, FIRST, List.of(new FrontPoint<>("c", 160, 0.5))).orElseThrow();
        assertTrue(Double.isNaN(at.unservedAtCostPct()), "it begins dearer");
        assertTrue(Double.isNaN(at.costAtUnservedUsd()));
        assertEquals(
                3,
                Reading.of(1, FIRST, List.of(new FrontPoint<>("c", 50, 3)))
                        .orElseThrow()
                        .unservedAtCostPct());
    }
}
