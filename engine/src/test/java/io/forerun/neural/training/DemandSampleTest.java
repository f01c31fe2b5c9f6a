package io.forerun.neural.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.neural.DemandCurve;
import io.forerun.neural.TimeConstants;
import org.junit.jupiter.api.Test;

/** Against the loss's definition, summed over a grid of query times. */
class DemandSampleTest {
    private static final int MINUTE_MS = 60_000;
    private static final double[] WEIGHT = {.5, .2, 1, .3, 2};
    private static final double GRID_MS = 250;

    /** Events of one user, minutes: a burst, a gap of 20 minutes, a long silence. */
    private final long[] timeMs = {0, 2 * MINUTE_MS, 3 * MINUTE_MS, 23 * MINUTE_MS, 23 * MINUTE_MS + 10, 400 * MINUTE_MS
    };

    private final EventSequences events = new EventSequences(
            new int[] {0, timeMs.length},
            timeMs,
            new byte[timeMs.length],
            new short[timeMs.length],
            new byte[timeMs.length],
            new float[timeMs.length]);

    private static double expected(final double silenceMs, final long horizonMs) {
        double sum = 0;
        for (int tau = 0; tau < WEIGHT.length; tau++) {
            sum += WEIGHT[tau]
                    * Math.exp(-silenceMs / TimeConstants.tauMs(tau))
                    * -Math.expm1(-(double) horizonMs / TimeConstants.tauMs(tau));
        }
        return sum;
    }

    /** 1/h integral of (expected - count log expected) while this event is the newest, by brute force. */
    private double definition(final int event, final TimeWindow window, final int horizon) {
        final long horizonMs = DemandCurve.horizonMs(horizon);
        final long nextMs = event + 1 < timeMs.length ? timeMs[event + 1] : Long.MAX_VALUE;
        final double toMs = Math.min(nextMs, window.toMs() - horizonMs);
        double sum = 0;
        for (double at = Math.max(timeMs[event], window.fromMs()) + GRID_MS / 2; at < toMs; at += GRID_MS) {
            int count = 0;
            for (int later = event + 1; later < timeMs.length; later++) {
                count += timeMs[later] <= at + horizonMs ? 1 : 0;
            }
            final double mean = expected(at - timeMs[event], horizonMs);
            sum += (mean - (count == 0 ? 0 : count * Math.log(mean))) * GRID_MS / horizonMs;
        }
        return sum;
    }

    private double estimate(final int event, final TimeWindow window, final int horizon) {
        final DemandSample sample = new DemandSample();
        final int draws = 3_000;
        double sum = 0;
        for (int draw = 0; draw < draws; draw++) {
            sample.draw(events, event, timeMs.length, window, draw);
            double mean = 0;
            for (int tau = 0; tau < WEIGHT.length; tau++) {
                sum += WEIGHT[tau] * sample.expected[horizon * WEIGHT.length + tau] / draws;
                mean += WEIGHT[tau] * sample.factor[horizon * WEIGHT.length + tau];
            }
            sum -= sample.weight[horizon] == 0 ? 0 : sample.weight[horizon] * Math.log(mean) / draws;
        }
        return sum;
    }

    @Test
    void shouldEstimateTheLossWithoutBias() {
        final TimeWindow[] windows = {
            new TimeWindow(-1, 900L * MINUTE_MS),
            new TimeWindow(MINUTE_MS, 405L * MINUTE_MS),
            new TimeWindow(-1, 35L * MINUTE_MS)
        };
        for (final TimeWindow window : windows) {
            for (int event = 0; event < timeMs.length; event++) {
                for (int horizon = 0; horizon < DemandCurve.HORIZONS; horizon++) {
                    final double truth = definition(event, window, horizon);
                    assertEquals(
                            truth,
                            estimate(event, window, horizon),
                            .01 + .01 * Math.abs(truth),
                            "event " + event + ", horizon " + horizon + ", " + window);
                }
            }
        }
    }
}
