package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpertFilterTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 2);

    private static DemandForecaster only(final String name) {
        final Set<String> without = new HashSet<>(DemandForecaster.expertNames());
        without.remove(name);
        return new DemandForecaster(CONFIG, Kernels.scalar(), without, RegionZones.UTC);
    }

    @Test
    void shouldForecastTheOnlyExpertLeft() {
        final DemandForecaster forecaster = only("day");
        assertEquals(List.of("day"), forecaster.usedExperts());
        final BitSet observed = new BitSet();
        observed.set(0);
        final SplittableRandom random = new SplittableRandom(1);
        final int day = CONFIG.bucketsPerDay();
        final int[] counts = random.ints(day, 50, 150).toArray(); // noise, but the same each day
        for (int bucket = 0; bucket < 6 * day; bucket++) {
            forecaster.add(0, counts[bucket % day], 0, 0, 0);
            final ForecastTable table = forecaster.close(bucket, observed);
            for (int step = 1; step <= CONFIG.steps(); step++) {
                final double median = table.quantile(0, step, ForecastTable.MEDIAN);
                if (bucket > 5 * day) {
                    assertEquals(counts[(bucket + step) % day], median, 8);
                }
            }
        }
        assertEquals(1, forecaster.weights(0, 6)[0], 1e-9);
    }

    @Test
    void shouldShareTheWeightAmongTheExpertsAwake() {
        final DemandForecaster forecaster =
                new DemandForecaster(CONFIG, Kernels.scalar(), Set.of("mean5"), RegionZones.UTC);
        final BitSet observed = new BitSet();
        observed.set(0);
        for (int bucket = 0; bucket < 100; bucket++) {
            forecaster.add(0, bucket, 0, 0, 0);
            forecaster.close(bucket, observed);
        }
        final double[] weights = forecaster.weights(0, 1);
        assertEquals(DemandForecaster.expertNames().size() - 1, weights.length);
        assertEquals(1, Arrays.stream(weights).sum(), 1e-9);
        assertEquals(0, weights[forecaster.usedExperts().indexOf("week")]);
    }

    @Test
    void shouldNameTheExpertsThereAre() {
        final String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new DemandForecaster(CONFIG, Kernels.scalar(), Set.of("oracle"), RegionZones.UTC))
                .getMessage();
        assertTrue(message.contains("oracle") && message.contains("mean30"), message);
        final Set<String> all = new HashSet<>(DemandForecaster.expertNames());
        assertThrows(
                IllegalArgumentException.class,
                () -> new DemandForecaster(CONFIG, Kernels.scalar(), all, RegionZones.UTC));
    }
}
