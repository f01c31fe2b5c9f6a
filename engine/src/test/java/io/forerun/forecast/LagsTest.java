package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LagsTest {
    private static final int[] BORDERS = {0, 1, 2, 3, 6, 12, 36};

    @Test
    void shouldMatchMeansTakenAnew() {
        final SplittableRandom random = new SplittableRandom(4);
        for (final int group : new int[] {1, 5}) {
            final Lags lags = new Lags(group);
            final double[] all = new double[1_000];
            for (int bucket = 0; bucket < all.length; bucket++) {
                all[bucket] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(1_000_000);
                lags.append(bucket, all[bucket]);
                for (int stretch = 0; stretch < Lags.STRETCHES; stretch++) {
                    final int from = bucket - BORDERS[stretch + 1] * group + 1;
                    final int to = bucket - BORDERS[stretch] * group;
                    assertEquals(mean(all, from, to), lags.mean(stretch), 1e-3, "bucket " + bucket);
                }
            }
        }
    }

    private static double mean(final double[] all, final int from, final int to) {
        double sum = 0;
        int count = 0;
        for (int bucket = Math.max(0, from); bucket <= to; bucket++) {
            if (all[bucket] == all[bucket]) {
                sum += all[bucket];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
