package io.forerun.backtest.rival.dsp;

import java.util.Arrays;

/**
 * What Crane would have predicted at each minute: the model is made anew every twelve hours from the fifteen days before, if those
 * have a period of a day or a week of which two are known; a hole of more than an hour discards what lies before it. Made once,
 * then read by any thread. Samples are means of five minutes here, where Crane takes one: its spectra cost too much otherwise.
 */
public final class DspForecast {
    private static final int SAMPLE = 5;
    private static final int DAY = 1_440 / SAMPLE;
    private static final int WEEK = 7 * DAY;
    private static final int HISTORY = 15 * DAY;
    private static final int REFRESH = DAY / 2;
    private static final int LONGEST_HOLE = 60 / SAMPLE;

    private final double[] predicted;

    private DspForecast(final double[] predicted) {
        this.predicted = predicted;
    }

    /**
     * From demand by the minute, NaN where it is not known.
     *
     * @param from first minute that will be asked for
     */
    public static DspForecast of(final double[] requests, final int from) {
        final double[] samples = samples(requests);
        final double[] predicted = new double[samples.length];
        for (int now = from / SAMPLE; now < samples.length; now += REFRESH) {
            final double[] signal = signal(samples, now);
            final int period = period(signal);
            if (period > 0) {
                final double[] whole = tail(signal, signal.length / period * period);
                final double[] next = best(whole, period).next(whole, period);
                // An hour beyond the refresh is read just before it.
                for (int ahead = 0; ahead < REFRESH + LONGEST_HOLE && now + ahead < predicted.length; ahead++) {
                    predicted[now + ahead] = next[ahead % period];
                }
            }
        }
        return new DspForecast(predicted);
    }

    /** The highest requests per minute of so many minutes from one on; 0 where nothing is predicted. */
    public double highest(final int fromMinute, final int minutes) {
        double highest = 0;
        final int end = Math.min((fromMinute + minutes - 1) / SAMPLE, predicted.length - 1);
        for (int sample = Math.max(0, fromMinute / SAMPLE); sample <= end; sample++) {
            highest = Math.max(highest, predicted[sample]);
        }
        return highest;
    }

    private static Estimator best(final double[] signal, final int period) {
        Estimator best = null;
        double least = Double.POSITIVE_INFINITY;
        for (final Estimator estimator : Estimator.all(SAMPLE)) {
            final double error = estimator.error(signal, period);
            if (best == null || error < least) {
                least = error;
                best = estimator;
            }
        }
        return best;
    }

    private static int period(final double[] signal) {
        for (final int period : new int[] {DAY, WEEK}) {
            if (Periodicity.has(signal, period, SAMPLE)) {
                return period;
            }
        }
        return 0;
    }

    private static double[] samples(final double[] requests) {
        final double[] samples = new double[requests.length / SAMPLE];
        for (int sample = 0; sample < samples.length; sample++) {
            samples[sample] = Arrays.stream(requests, sample * SAMPLE, (sample + 1) * SAMPLE)
                    .average()
                    .orElseThrow(); // NaN where any is
        }
        return samples;
    }

    /** The history before a sample from the last long hole on, small holes filled linearly, spikes clipped. */
    private static double[] signal(final double[] samples, final int now) {
        final double[] signal = new double[Math.min(now, HISTORY)];
        int length = 0;
        double after = Double.NaN;
        int hole = 0;
        for (int sample = now - 1; sample >= Math.max(0, now - HISTORY) && hole <= LONGEST_HOLE; sample--) {
            final double value = samples[sample];
            if (Double.isNaN(value)) {
                hole++;
                continue;
            }
            final double before = Double.isNaN(after) ? value : after; // A hole at the end takes the newest known.
            for (int filled = 1; filled <= hole; filled++) {
                signal[signal.length - 1 - length++] = before + (value - before) * filled / (hole + 1);
            }
            hole = 0;
            signal[signal.length - 1 - length++] = value;
            after = value;
        }
        return clipped(tail(signal, length));
    }

    private static double[] clipped(final double[] signal) {
        final double[] sorted = signal.clone();
        Arrays.sort(sorted);
        final int last = sorted.length - 1;
        for (int index = 1; index <= last; index++) {
            final boolean out = signal[index] > sorted[(int) Math.ceil(last * 0.999)]
                    || signal[index] < sorted[(int) (last * 0.001)];
            signal[index] = out ? signal[index - 1] : signal[index];
        }
        return signal;
    }

    private static double[] tail(final double[] values, final int length) {
        return Arrays.copyOfRange(values, values.length - length, values.length);
    }
}
