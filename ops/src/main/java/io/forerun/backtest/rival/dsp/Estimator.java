package io.forerun.backtest.rival.dsp;

import java.util.ArrayList;
import java.util.List;

/** Forecasts one period from those before it. */
interface Estimator {
    /** Half of this ratio of the logarithm: one fifth too little counts as much as doubling. */
    double UNDER = Math.log(1.25);

    /**
     * The next period.
     *
     * @param signal whole periods, one at least
     */
    double[] next(double[] signal, int period);

    /** The highest of the same phase, with a margin. */
    static Estimator highest(final double margin) {
        return (signal, period) -> {
            final double[] next = new double[period];
            for (int index = 0; index < signal.length; index++) {
                final int phase = (index + period - signal.length % period) % period;
                next[phase] = Math.max(next[phase], signal[index] * (1 + margin));
            }
            return next;
        };
    }

    /** The last period without weak, fast waves, with a margin. */
    static Estimator filtered(final double lowAmplitude, final double margin, final int sampleMinutes) {
        return (signal, period) -> {
            final int length = signal.length;
            final double[] re = signal.clone();
            final double[] im = new double[length];
            final Fourier fourier = new Fourier(length);
            fourier.transform(re, im);
            for (int bin = 1; bin < length; bin++) {
                final double perHour = Math.min(bin, length - bin) * 60.0 / ((double) length * sampleMinutes);
                if (perHour > 1 && Math.hypot(re[bin], im[bin]) / length < lowAmplitude) {
                    re[bin] = 0;
                    im[bin] = 0;
                }
            }
            fourier.inverse(re, im);
            final double[] next = new double[period];
            for (int index = 0; index < period; index++) {
                next[index] = Math.max(0.01, re[length - period + index]) * (1 + margin);
            }
            return next;
        };
    }

    /** All that Crane tries. */
    static List<Estimator> all(final int sampleMinutes) {
        final List<Estimator> all = new ArrayList<>();
        for (final double margin : new double[] {0.01, 0.1, 0.15, 0.2}) {
            all.add(highest(margin));
            all.add(filtered(1, margin, sampleMinutes));
            all.add(filtered(0.05, margin, sampleMinutes));
        }
        return all;
    }

    /** How wrong it would have been on the last period of a signal; too little weighs more than too much. */
    default double error(final double[] signal, final int period) {
        final int before = signal.length - period;
        final double[] predicted = next(java.util.Arrays.copyOf(signal, before), period);
        double sum = 0;
        int count = 0;
        for (int index = 0; index < period; index++) {
            final double actual = signal[before + index];
            if (actual > 0) {
                final double off = (predicted[index] - actual) / actual;
                sum += off >= 0 ? off : -Math.log(Math.max(1e-9, 1 + off)) / UNDER;
                count++;
            }
        }
        return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
    }
}
