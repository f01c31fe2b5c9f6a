package io.forerun.backtest;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by drawing the days of the test anew, with replacement, a thousand times (Efron 1979): the middle 95 % of what a
 * figure would have been. Draws are the same for every policy, so that differences are not blurred.
 */
final class Bootstrap {
    private static final int DRAWS = 1_000;
    private static final double TAIL = 0.025;
    private static final long SEED = 7;

    private final int[][] draws;

    Bootstrap(final int days) {
        final SplittableRandom random = new SplittableRandom(SEED);
        draws = new int[DRAWS][days];
        for (final int[] draw : draws) {
            Arrays.setAll(draw, day -> random.nextInt(days));
        }
    }

    /** A figure over the given days, with its interval. */
    Figure figure(final ToDoubleFunction<int[]> ofDays) {
        final int[] all = new int[draws[0].length];
        Arrays.setAll(all, day -> day);
        final double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            drawn[draw] = ofDays.applyAsDouble(draws[draw]);
        }
        Arrays.sort(drawn);
        return new Figure(
                ofDays.applyAsDouble(all), drawn[(int) (DRAWS * TAIL)], drawn[(int) (DRAWS * (1 - TAIL)) - 1]);
    }
}
