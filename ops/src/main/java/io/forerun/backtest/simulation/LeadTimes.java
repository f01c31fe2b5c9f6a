package io.forerun.backtest.simulation;

import io.forerun.plan.NodeType;
import java.util.Arrays;

/**
 * Lead times of one node type in whole steps: log-normal with the type's mean and 90th percentile (a spread beyond which that
 * shape cannot go is taken as the widest it can). A table of quantiles, so that a draw is a look-up.
 */
final class LeadTimes {
    private static final int TABLE = 512;
    private static final double NORMAL_P90 = 1.2815515655446004;

    private final int[] steps;
    private final int mean;

    LeadTimes(final NodeType type, final Scenario scenario, final int stepMs) {
        final double meanMs = type.leadTimeMs() * scenario.leadFactor();
        mean = whole(meanMs, stepMs);
        steps = new int[TABLE];
        if (!scenario.varied() || type.leadTimeP90Ms() <= type.leadTimeMs() || meanMs == 0) {
            Arrays.fill(steps, mean);
            return;
        }
        final double ratio = (double) type.leadTimeP90Ms() / type.leadTimeMs();
        final double sigma = NORMAL_P90 - Math.sqrt(Math.max(0, NORMAL_P90 * NORMAL_P90 - 2 * StrictMath.log(ratio)));
        final double median = meanMs * StrictMath.exp(-sigma * sigma / 2);
        for (int index = 0; index < TABLE; index++) {
            steps[index] = whole(median * StrictMath.exp(sigma * normal((index + 0.5) / TABLE)), stepMs);
        }
    }

    /** Steps from order to service; luck is 0 to 1. */
    int steps(final double luck) {
        return steps[(int) (luck * TABLE)];
    }

    int mean() {
        return mean;
    }

    int longest() {
        return steps[TABLE - 1];
    }

    private static int whole(final double ms, final int stepMs) {
        return (int) Math.ceil(ms / stepMs - 1e-9);
    }

    /** Quantile of the standard normal distribution by bisection of its distribution function. */
    private static double normal(final double level) {
        double low = -6;
        double high = 6;
        for (int round = 0; round < 60; round++) {
            final double middle = (low + high) / 2;
            if (distribution(middle) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Abramowitz and Stegun 26.2.17, error below 1e-7. */
    private static double distribution(final double value) {
        final double t = 1 / (1 + 0.2316419 * Math.abs(value));
        final double poly =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        final double tail = StrictMath.exp(-value * value / 2) / StrictMath.sqrt(2 * Math.PI) * poly;
        return value >= 0 ? 1 - tail : tail;
    }
}
