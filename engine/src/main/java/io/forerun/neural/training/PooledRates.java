package io.forerun.neural.training;

import io.forerun.neural.HazardBins;
import io.forerun.neural.ParameterGroup;
import io.forerun.neural.TimeConstants;

/**
 * The rates of all users taken as one: what the heads start from, so that training can only add to it. Hazards are events over
 * exposure by bin; demand weights maximise the Poisson likelihood by expectation maximisation (multiplicative updates, as Lucy
 * and Richardson's).
 */
final class PooledRates {
    private static final int TAUS = TimeConstants.COUNT;
    private static final int SAMPLES = 100_000;
    private static final int ROUNDS = 60;

    /** Weights are not let below this share of their sum, or they could never grow again. */
    private static final double LEAST_SHARE = 1e-3;

    private PooledRates() {}

    /** Scales of the columns of {@link ParameterGroup#RATES}. */
    static float[] of(final EventSequences events, final TimeWindow window, final long seed) {
        final float[] scale = new float[ParameterGroup.RATES.columns];
        hazard(events, window, scale);
        demand(events, window, seed, scale);
        return scale;
    }

    /** Writes the logarithms of the frequencies of actions as the biases of the next-action head. */
    static void actions(
            final EventSequences events, final TimeWindow window, final int actions, final float[] parameters) {
        final int[] counts = new int[actions];
        int all = 0;
        for (int event = 0; event < events.events(); event++) {
            if (window.contains(events.timeMs()[event])) {
                counts[events.action(event)]++;
                all++;
            }
        }
        final int bias =
                ParameterGroup.NEXT_ACTION.offset() + ParameterGroup.HIDDEN * ParameterGroup.NEXT_ACTION.columns;
        for (int action = 0; action < actions; action++) {
            parameters[bias + action] = (float) StrictMath.log((counts[action] + .5) / (all + .5 * actions));
        }
    }

    private static void hazard(final EventSequences events, final TimeWindow window, final float[] scale) {
        final double[] came = new double[HazardBins.COUNT];
        final double[] exposure = new double[HazardBins.COUNT];
        for (int user = 0; user < events.users(); user++) {
            final int end = events.firstEvent()[user + 1];
            for (int event = events.firstEvent()[user]; event < end; event++) {
                final long seenMs = events.timeMs()[event];
                if (seenMs >= window.toMs()) {
                    break;
                }
                final long nextMs = event + 1 < end ? events.timeMs()[event + 1] : Long.MAX_VALUE;
                final double toS = Math.max(HazardBins.LEAST_GAP_S, (Math.min(nextMs, window.toMs()) - seenMs) / 1e3);
                final double fromS = Math.max(0, window.fromMs() - seenMs) / 1e3;
                final int last = HazardBins.of(toS);
                if (window.contains(nextMs)) {
                    came[last]++;
                }
                for (int bin = 0; bin <= last; bin++) {
                    exposure[bin] += HazardBins.exposureS(bin, fromS, toS);
                }
            }
        }
        double events1 = 0;
        double exposure1 = 0;
        for (int bin = 0; bin < HazardBins.COUNT; bin++) {
            events1 += came[bin];
            exposure1 += exposure[bin];
        }
        // One event more at the mean rate, for bins that nobody has been in.
        final double mean = (events1 + 1) / (exposure1 + 3_600);
        for (int bin = 0; bin < HazardBins.COUNT; bin++) {
            scale[TAUS + bin] = (float) ((came[bin] + 1) / (exposure[bin] + 1 / mean));
        }
    }

    private static void demand(
            final EventSequences events, final TimeWindow window, final long seed, final float[] scale) {
        final int stride = Math.max(1, events.events() / SAMPLES);
        final int most = events.events() / stride + 1;
        final float[] factor = new float[most * DemandSample.HORIZONS * TAUS];
        final float[] weight = new float[most * DemandSample.HORIZONS];
        final double[] expected = new double[TAUS];
        final DemandSample sample = new DemandSample();
        int terms = 0;
        double total = 0;
        int user = 0;
        for (int event = 0; event < events.events(); event += stride) {
            while (events.firstEvent()[user + 1] <= event) {
                user++;
            }
            if (events.timeMs()[event] >= window.toMs()) {
                continue;
            }
            sample.draw(events, event, events.firstEvent()[user + 1], window, seed);
            for (int tau = 0; tau < TAUS; tau++) {
                for (int horizon = 0; horizon < DemandSample.HORIZONS; horizon++) {
                    expected[tau] += sample.expected[horizon * TAUS + tau];
                }
            }
            for (int horizon = 0; horizon < DemandSample.HORIZONS; horizon++) {
                if (sample.weight[horizon] > 0) {
                    weight[terms] = sample.weight[horizon];
                    total += weight[terms];
                    System.arraycopy(sample.factor, horizon * TAUS, factor, terms * TAUS, TAUS);
                    terms++;
                }
            }
        }
        solve(factor, weight, terms, expected, total, scale);
    }

    private static void solve(
            final float[] factor,
            final float[] weight,
            final int terms,
            final double[] expected,
            final double total,
            final float[] scale) {
        final double[] a = new double[TAUS];
        for (int tau = 0; tau < TAUS; tau++) {
            a[tau] = (total + 1) / TAUS / (expected[tau] + 1);
        }
        for (int round = 0; round < ROUNDS; round++) {
            final double[] pull = new double[TAUS];
            for (int term = 0; term < terms; term++) {
                double sum = 1e-12;
                for (int tau = 0; tau < TAUS; tau++) {
                    sum += a[tau] * factor[term * TAUS + tau];
                }
                for (int tau = 0; tau < TAUS; tau++) {
                    pull[tau] += weight[term] * factor[term * TAUS + tau] / sum;
                }
            }
            double sum = 0;
            for (int tau = 0; tau < TAUS; tau++) {
                a[tau] *= pull[tau] / (expected[tau] + 1e-9);
                sum += a[tau];
            }
            for (int tau = 0; tau < TAUS; tau++) {
                a[tau] = Math.max(a[tau], LEAST_SHARE * sum + 1e-6);
            }
        }
        for (int tau = 0; tau < TAUS; tau++) {
            scale[tau] = (float) a[tau];
        }
    }
}
