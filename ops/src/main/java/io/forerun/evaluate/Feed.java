package io.forerun.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Series that go into one forecaster together, all with the same bins.
 *
 * @param series the first is the forecaster's total
 * @param reported which of them are reported; the others are only there because the forecaster needs them
 * @param split where their test begins and ends
 */
record Feed(List<BinnedSeries> series, List<Boolean> reported, Split split) {
    private static final int MINUTE_MS = 60_000;
    private static final int[] HORIZONS = {5, 15, 30};

    /** One series on its own. */
    static Feed of(final BinnedSeries series, final Split split) {
        return new Feed(List.of(series), List.of(true), split);
    }

    /** 5, 15 and 30 minutes as far as they are whole bins; one bin where none is. */
    int[] horizonMinutes() {
        final int binMinutes = series.getFirst().binMs() / MINUTE_MS;
        final int[] whole = IntStream.of(HORIZONS)
                .filter(minutes -> minutes % binMinutes == 0)
                .toArray();
        return whole.length == 0 ? new int[] {binMinutes} : whole;
    }
}
