package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StepGroupsTest {
    private static StepGroups of(final int bucketMs, final int steps) {
        return StepGroups.of(new ForecastConfig(bucketMs, steps, .2, 1));
    }

    @Test
    void shouldTakeFiveMinutesTogetherWhereThereAreSixGroupsOfThem() {
        assertGroups(5, 6, of(60_000, 30));
        assertGroups(1, 6, of(300_000, 6));
        assertGroups(1, 1, of(3_600_000, 1));
        assertGroups(2, 7, of(60_000, 13));
    }

    private static void assertGroups(final int size, final int count, final StepGroups groups) {
        assertEquals(size, groups.size());
        assertEquals(count, groups.count());
    }

    @Test
    void shouldGiveALineBack() {
        final StepGroups groups = of(60_000, 30);
        final double[] byGroup = new double[6];
        for (int group = 0; group < 6; group++) {
            byGroup[group] = 7 + 3 * (5 * group + 2); // The line 7 + 3 step at the groups' middles.
        }
        for (int step = 0; step < 30; step++) {
            assertEquals(7 + 3 * step, groups.at(step, byGroup), 1e-9);
        }
        assertEquals(4, of(3_600_000, 1).at(0, new double[] {4}));
    }
}
