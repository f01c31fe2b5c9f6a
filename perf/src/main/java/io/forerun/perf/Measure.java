package io.forerun.perf;

/**
 * Something else that a benchmark found, beside its rate.
 *
 * @param name what, its unit last
 * @param laps the figure in each lap
 * @param atLeast the median is wanted to be no less; negative infinity where nothing is wanted
 * @param atMost the median is wanted to be no more; infinity where nothing is wanted
 */
record Measure(String name, Laps laps, double atLeast, double atMost) {
    static Measure plain(final String name, final Laps laps) {
        return new Measure(name, laps, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Measure atMost(final String name, final Laps laps, final double bound) {
        return new Measure(name, laps, Double.NEGATIVE_INFINITY, bound);
    }

    static Measure atLeast(final String name, final Laps laps, final double bound) {
        return new Measure(name, laps, bound, Double.POSITIVE_INFINITY);
    }

    boolean met() {
        return laps.median() >= atLeast && laps.median() <= atMost;
    }
}
