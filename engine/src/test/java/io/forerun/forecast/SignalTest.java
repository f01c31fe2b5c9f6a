package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.PromisedDemand;
import io.forerun.simd.Kernels;
import io.forerun.state.Digest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 2);
    private static final Set<String> USER_EXPERTS = Set.of("ridge-users", "bottom-up", "detail-bottom-up");
    private static final int DAY = 288;

    private final BitSet observed = new BitSet();

    SignalTest() {
        observed.set(0);
    }

    private static DemandForecaster without(final Set<String> names) {
        return new DemandForecaster(CONFIG, Kernels.scalar(), names, RegionZones.UTC);
    }

    private static DemandForecaster only(final String name) {
        final Set<String> others = new HashSet<>(DemandForecaster.expertNames());
        assertTrue(others.remove(name));
        return without(others);
    }

    @Test
    void shouldForecastAsWithoutUserExpertsWhereNothingIsKnownOfUsers() {
        final SplittableRandom random = new SplittableRandom(1);
        final DemandForecaster all = without(Set.of());
        final DemandForecaster fewer = without(USER_EXPERTS);
        final double[] nothing = new double[PromisedDemand.SUMS];
        for (int bucket = 0; bucket < 2 * DAY; bucket++) {
            final int requests = random.nextInt(100);
            all.add(0, requests, 0, 0, 0);
            fewer.add(0, requests, 0, 0, 0);
            if (bucket % 2 == 0) {
                all.signal(0, nothing);
            }
            final ForecastTable.Curve curve = all.close(bucket, observed).curve(0);
            final ForecastTable.Curve same = fewer.close(bucket, observed).curve(0);
            assertArrayEquals(same.mean(), curve.mean());
            assertArrayEquals(same.quantiles(), curve.quantiles());
            assertArrayEquals(same.confidence(), curve.confidence());
        }
    }

    private static double[] promised(final double last) {
        final double[] promised = new double[PromisedDemand.SUMS];
        Arrays.fill(promised, 1);
        promised[promised.length - 1] = last;
        return promised;
    }

    /** Demand without a pattern of its own, announced half an hour before: only the signal knows. */
    private static double error(final DemandForecaster forecaster, final BitSet observed) {
        final SplittableRandom random = new SplittableRandom(2);
        final double[] promised = new double[PromisedDemand.SUMS];
        final int[] demand = random.ints(8 * DAY, 50, 400).toArray();
        double error = 0;
        double sum = 0;
        for (int bucket = 0; bucket < 7 * DAY; bucket++) {
            forecaster.add(0, demand[bucket], 0, 0, 0);
            for (int index = 0; index < promised.length; index++) {
                promised[index] = 3 * demand[bucket + 1 + Math.min(index, 1)];
            }
            forecaster.signal(0, promised);
            final ForecastTable table = forecaster.close(bucket, observed);
            if (bucket >= 5 * DAY) {
                error += Math.abs(demand[bucket + 1] - table.quantile(0, 1, ForecastTable.MEDIAN));
                sum += demand[bucket + 1];
            }
        }
        return error / sum;
    }

    @Test
    void shouldLearnWhatTheSignalAnnounces() {
        final double blind = error(without(USER_EXPERTS), observed);
        assertTrue(blind > .3, "blind " + blind);
        for (final String name : USER_EXPERTS) {
            final double alone = error(only(name), observed);
            assertTrue(alone < .1, name + " " + alone);
        }
        final double together = error(without(Set.of()), observed);
        assertTrue(together < .1, "together " + together);
    }

    @Test
    void shouldForgiveOneAbsurdBucket() {
        final DemandForecaster forecaster = only("bottom-up");
        final double[] promised = new double[PromisedDemand.SUMS];
        for (int bucket = 0; bucket < 4 * DAY; bucket++) {
            final int users = 100 + bucket * 37 % 50;
            Arrays.fill(promised, users);
            forecaster.add(0, bucket == 3 * DAY ? 1_000_000 : 2 * users, 0, 0, 0);
            forecaster.signal(0, promised);
            final ForecastTable table = forecaster.close(bucket, observed);
            if (bucket > 3 * DAY + CONFIG.steps() || bucket > 2 * DAY && bucket < 3 * DAY) {
                assertEquals(2 * 125, table.quantile(0, 1, ForecastTable.MEDIAN), 100, "bucket " + bucket);
            }
        }
    }

    @Test
    void shouldLetUserExpertsSleepUntilTheSignalComesAndWhenItStays() {
        final DemandForecaster forecaster = without(Set.of());
        final double[] promised = promised(5);
        final SplittableRandom random = new SplittableRandom(3);
        for (int bucket = 0; bucket < 3 * DAY; bucket++) {
            final boolean known = bucket / DAY == 1;
            forecaster.add(0, random.nextInt(50), 0, 0, 0);
            if (known) {
                forecaster.signal(0, promised);
            }
            forecaster.close(bucket, observed);
            final double[] weights = forecaster.weights(0, 1);
            for (final String name : USER_EXPERTS) {
                final double weight = weights[forecaster.usedExperts().indexOf(name)];
                if (!known) {
                    assertEquals(0, weight, name + " at " + bucket);
                } else if (bucket % DAY > DAY / 2) {
                    assertTrue(weight > 0, name + " at " + bucket);
                }
            }
        }
    }

    @Test
    void shouldFoldTheSignal() {
        final DemandForecaster one = without(Set.of());
        final DemandForecaster other = without(Set.of());
        one.signal(0, promised(5));
        other.signal(0, promised(6));
        final Digest digest = new Digest();
        one.pass(digest);
        final Digest otherDigest = new Digest();
        other.pass(otherDigest);
        assertTrue(digest.value() != otherDigest.value());
    }
}
