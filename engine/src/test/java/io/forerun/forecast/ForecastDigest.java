package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Digest;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Runs a seeded forecaster and prints the digest of its state and of all its tables: {@code ForecastDigest scalar|vector}. */
final class ForecastDigest {
    private ForecastDigest() {}

    public static void main(final String[] args) {
        System.out.println(digest("scalar".equals(args[0]) ? Kernels.scalar() : Kernels.vector()));
    }

    static long digest(final Kernels kernels) {
        // Five minutes and 30 steps: ten days are 2,880 buckets, and 30 is no multiple of any vector.
        final ForecastConfig config = new ForecastConfig(300_000, 30, .2, 3);
        final DemandForecaster forecaster = new DemandForecaster(config, kernels);
        final SplittableRandom random = new SplittableRandom(3);
        final BitSet observed = new BitSet();
        final Digest digest = new Digest();
        forecaster.open("a/b");
        for (long bucket = 0; bucket < 2_880; bucket++) {
            if (bucket == 1_000) {
                forecaster.open("c/d");
            }
            for (int series = 0; series < forecaster.size(); series++) {
                final double rate = Demand.seasonalRate(config, bucket, 3 + 200 * series);
                forecaster.add(series, Demand.poisson(random, rate), random.nextInt(1_000), random.nextDouble(), 0);
                observed.set(series, random.nextInt(50) != 0);
            }
            if (bucket > 0 && random.nextInt(10) == 0) {
                forecaster.addLate(0, bucket - 1 - random.nextInt((int) Math.min(bucket, 400)), 7);
            }
            final ForecastTable table = forecaster.close(bucket, observed);
            for (int series = 0; series < forecaster.size(); series++) {
                final ForecastTable.Curve curve = table.curve(series);
                digest.add(curve.mean())
                        .add(curve.variance())
                        .add(curve.confidence())
                        .add(curve.quantiles());
            }
        }
        forecaster.pass(digest);
        return digest.value();
    }
}
