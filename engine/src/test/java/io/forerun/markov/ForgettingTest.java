package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ForgettingTest {
    private static final long DAY_MS = 86_400_000;
    private static final long START_MS = 20_000 * DAY_MS;

    private final Forgetting forgetting = new Forgetting(2);

    @Test
    void shouldDoubleTheWeightWithEveryHalfLife() {
        forgetting.advance(START_MS);
        final double first = forgetting.weight(START_MS);
        assertEquals(2 * first, forgetting.weight(START_MS + 2 * DAY_MS));
        assertEquals(1_024 * first, forgetting.weight(START_MS + 20 * DAY_MS));
        assertEquals(first / 2, forgetting.weight(START_MS - 2 * DAY_MS));
        assertEquals(first * StrictMath.sqrt(2), forgetting.weight(START_MS + DAY_MS), 1e-12 * first);
    }

    @Test
    void shouldKeepTheRatioOfOldToNewWhenItRebases() {
        assertEquals(1, forgetting.advance(START_MS));
        final double old = forgetting.weight(START_MS);
        assertEquals(1, forgetting.advance(START_MS + 120 * DAY_MS));
        final long laterMs = START_MS + 140 * DAY_MS;
        final double factor = forgetting.advance(laterMs);
        assertEquals(StrictMath.pow(2, -70), old * factor / forgetting.weight(laterMs));
        assertEquals(1, forgetting.advance(START_MS), "time that runs back changes nothing");
        assertEquals(1, forgetting.advance(laterMs));
    }

    @Test
    void shouldForgetAllAfterAnAbsurdJumpWithoutOverflow() {
        forgetting.advance(0);
        final double factor = forgetting.advance(1_000_000 * DAY_MS);
        assertEquals(0, forgetting.weight(0) * factor, 1e-300);
        assertEquals(1, forgetting.weight(1_000_000 * DAY_MS), 1);
    }
}
