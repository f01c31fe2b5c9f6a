package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonCountTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, .3, 1, 7.5, 120, 499})
    void shouldSumToOneAndReachEachLevelAtItsQuantile(final double mean) {
        final double[] quantiles = PoissonCount.quantiles(mean);
        double below = 0;
        double total = 0;
        int index = 0;
        for (long count = 0; count < 1_000; count++) {
            total += PoissonCount.mass(mean, count);
            while (index < quantiles.length && total >= ForecastTable.level(index) - 1e-9) {
                assertEquals(count, quantiles[index], 0, "level " + ForecastTable.level(index));
                assertTrue(below < ForecastTable.level(index) + 1e-9);
                index++;
            }
            below = total;
        }
        assertEquals(1, total, 1e-9);
        assertEquals(quantiles.length, index);
    }

    @Test
    void shouldComeToNothingWhereNothingIsExpected() {
        assertEquals(1, PoissonCount.mass(0, 0));
        assertEquals(0, PoissonCount.mass(0, 1));
        for (final double quantile : PoissonCount.quantiles(0)) {
            assertEquals(0, quantile);
        }
    }

    @Test
    void shouldBeNormalWhereItIsLarge() {
        final double[] quantiles = PoissonCount.quantiles(10_000);
        assertEquals(10_000, quantiles[ForecastTable.MEDIAN], 1);
        assertEquals(10_000 + 2.3263 * 100, quantiles[ForecastTable.QUANTILES - 1], 1);
    }
}
