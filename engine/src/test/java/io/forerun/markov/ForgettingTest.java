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
        final double first = weight(START_MS);
        assertEquals(2 * first, weight(START_MS + 2 * DAY_MS));
        assertEquals(1_024 * first, weight(START_MS + 20 * DAY_MS));
        assertEquals(first / 2, weight(START_MS - 2 * DAY_MS));
        assertEquals(first * StrictMath.sqrt(2), weight(START_MS + DAY_MS), 1e-12 * first);
    }

    @Test
    void shouldKeepTheRatioOfOldToNewWhenItRebases() {
        assertEquals(1, forgetting.advance(START_MS));
        final double old = weight(START_MS);
        assertEquals(1, forgetting.advance(START_MS + 120 * DAY_MS));
        final long laterMs = START_MS + 140 * DAY_MS;
        final double factor = forgetting.advance(laterMs);
        assertEquals(StrictMath.pow(2, -70), old * factor / weight(laterMs));
        assertEquals(1, forgetting.advance(START_MS), "time that runs back changes nothing");
        assertEquals(1, forgetting.advance(laterMs));
    }

    @Test
    void shouldWeighAlikeWhateverWasAskedBefore() {
        final Forgetting jumping = new Forgetting(2);
        weight(START_MS);
        jumping.advance(START_MS);
        for (int hour = 0; hour < 500; hour++) {
            final double weight = weight(START_MS + hour * 3_600_000L);
            jumping.advance(START_MS + (hour * 37 % 500) * 3_600_000L);
            jumping.advance(START_MS + hour * 3_600_000L);
            assertEquals(weight, jumping.weight());
        }
    }

    @Test
    void shouldForgetAllAfterAnAbsurdJumpWithoutOverflow() {
        forgetting.advance(0);
        final double first = forgetting.weight();
        final double factor = forgetting.advance(1_000_000 * DAY_MS);
        assertEquals(0, first * factor, 1e-300);
        assertEquals(0, weight(0), 1e-300);
        assertEquals(1, weight(1_000_000 * DAY_MS), 1);
    }

    private double weight(final long timeMs) {
        assertEquals(1, forgetting.advance(timeMs));
        return forgetting.weight();
    }
}
