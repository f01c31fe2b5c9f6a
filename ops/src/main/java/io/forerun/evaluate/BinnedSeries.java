package io.forerun.evaluate;

import io.forerun.trace.CountUnits;
import java.util.Arrays;

/**
 * Demand of one series by bin.
 *
 * @param name the series
 * @param binMs length of a bin
 * @param firstBin number of the first bin, time divided by its length
 * @param values demand of each bin, NaN where it is missing
 * @param promised what users still promise at the end of each bin, by stage and time constant within the bin; empty where nothing is
 *     known of users
 * @param foreseen what the network foresees at the end of each bin, by time constant within the bin; empty where nothing is
 *     known of users
 * @param unitsPerValue whole units that the forecaster counts for a value of 1: it counts requests, a file may hold shares
 */
record BinnedSeries(
        String name,
        int binMs,
        long firstBin,
        double[] values,
        float[] promised,
        float[] foreseen,
        double unitsPerValue) {
    /** Nothing is known of users. */
    static final float[] NO_USERS = {};

    /** With units that the training part asks for; all of it where there is no training part. */
    static BinnedSeries of(
            final String name, final int binMs, final long firstBin, final double[] values, final Split split) {
        final int training = Math.clamp(split.testFromMs() / binMs - firstBin, 0, values.length);
        return new BinnedSeries(
                name,
                binMs,
                firstBin,
                values,
                NO_USERS,
                NO_USERS,
                CountUnits.perValue(Arrays.copyOf(values, training == 0 ? values.length : training)));
    }

    /** Demand of a bin as the forecaster counts it; the bin is not missing. */
    int units(final int index) {
        return (int) Math.min(Integer.MAX_VALUE / 2, Math.rint(values[index] * unitsPerValue));
    }

    /** Reads what users promise at the end of a bin; false where nothing is known of users. */
    boolean readPromised(final int index, final double[] out) {
        for (int sum = 0; promised.length > 0 && sum < out.length; sum++) {
            out[sum] = promised[index * out.length + sum];
        }
        return promised.length > 0;
    }

    /** Reads what the network foresees at the end of a bin; false where there was none then. */
    boolean readForeseen(final int index, final double[] out) {
        boolean isForeseen = false;
        for (int tau = 0; foreseen.length > 0 && tau < out.length; tau++) {
            out[tau] = foreseen[index * out.length + tau];
            isForeseen |= out[tau] > 0;
        }
        return isForeseen;
    }

    /** Demand of so many bins up to and including one; NaN where any of them is unknown. */
    double sum(final int last, final int count) {
        if (last - count + 1 < 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int index = last - count + 1; index <= last; index++) {
            sum += values[index];
        }
        return sum;
    }

    /** Begin of a bin, milliseconds since the epoch. */
    long startMs(final int index) {
        return (firstBin + index) * binMs;
    }

    /** Index of the bin that begins at a time, within 0 and the number of bins. */
    int index(final long timeMs) {
        return Math.clamp(timeMs / binMs - firstBin, 0, values.length);
    }

    /** Mean absolute error of the demand a day before over the bins before an index; NaN where no two are a day apart. */
    double naiveError(final int before) {
        final int day = 86_400_000 / binMs;
        double sum = 0;
        int count = 0;
        for (int index = day; index < before; index++) {
            final double error = Math.abs(values[index] - values[index - day]);
            if (error == error) {
                sum += error;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
