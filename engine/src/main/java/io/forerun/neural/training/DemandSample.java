package io.forerun.neural.training;

import io.forerun.neural.DemandCurve;
import io.forerun.neural.TimeConstants;
import java.util.Arrays;

/**
 * What the silence behind one event tells the demand head. The loss is the Poisson loss of the counts in (t, t + h], averaged
 * over all moments t of the silence at the density of one query an h:
 *
 * <pre>
 *   1/h integral of expected(t) dt  -  1/h integral of count(t) log expected(t) dt
 * </pre>
 *
 * The first integral is exact, so silence counts in full however long; of the second, whose integrand is 0 until h before the
 * next event, one moment is drawn. Not thread safe.
 */
final class DemandSample {
    static final int HORIZONS = DemandCurve.HORIZONS;

    private static final int TAUS = TimeConstants.COUNT;

    /** Factor of each weight in the first integral, by horizon. */
    final float[] expected = new float[HORIZONS * TAUS];

    /** Weight of each horizon's drawn moment; 0 for none. */
    final float[] weight = new float[HORIZONS];

    /** Factor of each weight in the expectation at the drawn moment. */
    final float[] factor = new float[HORIZONS * TAUS];

    /**
     * Draws.
     *
     * @param event whose silence
     * @param userEnd behind the user's last event
     * @param window outside of which nothing is known
     */
    void draw(
            final EventSequences events, final int event, final int userEnd, final TimeWindow window, final long seed) {
        Arrays.fill(expected, 0);
        Arrays.fill(weight, 0);
        final long[] timeMs = events.timeMs();
        final long seenMs = timeMs[event];
        final long nextMs = event + 1 < userEnd ? timeMs[event + 1] : Long.MAX_VALUE;
        final long fromMs = Math.max(seenMs, window.fromMs());
        for (int horizon = 0; horizon < HORIZONS; horizon++) {
            final long reachMs = DemandCurve.horizonMs(horizon);
            final long toMs = Math.min(nextMs, window.toMs() - reachMs);
            if (toMs <= fromMs) {
                continue;
            }
            expect(horizon, fromMs - seenMs, toMs - seenMs);
            final long drawFromMs = Math.max(fromMs, nextMs - reachMs);
            if (drawFromMs < toMs) {
                final double share = Mixer.unit(Mixer.mix(seed, (long) event * HORIZONS + horizon));
                final long momentMs = drawFromMs + (long) (share * (toMs - drawFromMs));
                final int count = until(timeMs, event + 1, userEnd, momentMs + reachMs) - event - 1;
                weight[horizon] = (float) ((double) (toMs - drawFromMs) / reachMs * count);
                for (int tau = 0; tau < TAUS; tau++) {
                    factor[horizon * TAUS + tau] =
                            DemandCurve.decay(momentMs - seenMs, tau) * DemandCurve.reach(horizon, tau);
                }
            }
        }
    }

    private void expect(final int horizon, final long fromMs, final long toMs) {
        final float perHorizon = 1f / DemandCurve.horizonMs(horizon);
        for (int tau = 0; tau < TAUS; tau++) {
            final float stay = fromMs == 0 ? 1 : DemandCurve.decay(fromMs, tau);
            expected[horizon * TAUS + tau] = (stay - DemandCurve.decay(toMs, tau))
                    * TimeConstants.tauMs(tau)
                    * perHorizon
                    * DemandCurve.reach(horizon, tau);
        }
    }

    /** Index of the first event later than a time: doubling steps, then halving. */
    private static int until(final long[] timeMs, final int from, final int to, final long lastMs) {
        int low = from;
        int step = 1;
        while (low + step < to && timeMs[low + step] <= lastMs) {
            low += step;
            step <<= 1;
        }
        int high = Math.min(to, low + step);
        while (low < high) {
            final int middle = low + high >>> 1;
            if (timeMs[middle] <= lastMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
