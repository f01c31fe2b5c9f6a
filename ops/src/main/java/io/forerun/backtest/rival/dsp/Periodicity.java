package io.forerun.backtest.rival.dsp;

import java.util.SplittableRandom;

/**
 * Whether a signal has a period: its spectrum must rise there above what it reaches when its samples are shuffled (the 99th of a
 * hundred shuffles), and its circular autocorrelation must peak there, rising before and falling behind, within four hours.
 */
final class Periodicity {
    private static final int SHUFFLES = 100;
    private static final long SEED = 7;
    private static final int WINDOW_MINUTES = 240;

    private Periodicity() {}

    /**
     * Whether so many samples are a period.
     *
     * @param signal two whole periods at least
     * @param sampleMinutes length of a sample
     */
    static boolean has(final double[] signal, final int period, final int sampleMinutes) {
        final int length = signal.length / period * period;
        if (length < 2 * period) {
            return false;
        }
        final double[] centred = centred(signal, signal.length - length, length);
        final Fourier fourier = new Fourier(length);
        final double[] power = power(centred, fourier);
        return peaks(correlation(power, fourier), period, WINDOW_MINUTES / sampleMinutes)
                && power[length / period] > threshold(centred, fourier);
    }

    private static double[] centred(final double[] signal, final int from, final int length) {
        final double[] centred = new double[length];
        double sum = 0;
        for (int index = 0; index < length; index++) {
            sum += signal[from + index];
        }
        for (int index = 0; index < length; index++) {
            centred[index] = signal[from + index] - sum / length;
        }
        return centred;
    }

    private static double[] power(final double[] signal, final Fourier fourier) {
        final double[] re = signal.clone();
        final double[] im = new double[signal.length];
        fourier.transform(re, im);
        for (int bin = 0; bin < re.length; bin++) {
            re[bin] = re[bin] * re[bin] + im[bin] * im[bin];
        }
        return re;
    }

    private static double[] correlation(final double[] power, final Fourier fourier) {
        final double[] re = power.clone();
        fourier.inverse(re, new double[power.length]);
        return re;
    }

    private static double threshold(final double[] signal, final Fourier fourier) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final double[] shuffled = signal.clone();
        double highest = 0;
        double second = 0;
        for (int round = 0; round < SHUFFLES; round++) {
            for (int index = shuffled.length - 1; index > 0; index--) {
                final int other = random.nextInt(index + 1);
                final double kept = shuffled[index];
                shuffled[index] = shuffled[other];
                shuffled[other] = kept;
            }
            double most = 0;
            final double[] power = power(shuffled, fourier);
            for (int bin = 2; bin <= power.length / 2; bin++) {
                most = Math.max(most, power[bin]);
            }
            second = Math.max(second, Math.min(most, highest));
            highest = Math.max(highest, most);
        }
        return second;
    }

    private static boolean peaks(final double[] correlation, final int lag, final int widest) {
        final int window = Math.min(widest, lag / 2);
        return slope(correlation, lag - window, lag) > 0
                && slope(correlation, lag, Math.min(lag + window, correlation.length - 1)) < 0;
    }

    /** Of the least-squares line. */
    private static double slope(final double[] values, final int from, final int to) {
        final double middle = (from + to) / 2.0;
        double sum = 0;
        for (int index = from; index <= to; index++) {
            sum += (index - middle) * values[index];
        }
        return sum;
    }
}
