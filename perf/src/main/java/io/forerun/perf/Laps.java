package io.forerun.perf;

import java.util.Arrays;

/** One figure in every lap; what is reported is the median and the spread. */
record Laps(double[] values) {
    static Laps of(final double... values) {
        return new Laps(values);
    }

    /** The laps' own ratios: a slow phase of the machine hits both sides of a lap. */
    Laps over(final Laps others) {
        final double[] ratios = new double[values.length];
        Arrays.setAll(ratios, lap -> values[lap] / others.values[lap]);
        return new Laps(ratios);
    }

    Laps times(final double factor) {
        return new Laps(Arrays.stream(values).map(value -> value * factor).toArray());
    }

    /** What is so many a second takes so many nanoseconds, and the other way round. */
    Laps perSecondToNs() {
        return new Laps(Arrays.stream(values).map(value -> 1e9 / value).toArray());
    }

    double median() {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    double lowest() {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    double highest() {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    double last() {
        return values[values.length - 1];
    }
}
