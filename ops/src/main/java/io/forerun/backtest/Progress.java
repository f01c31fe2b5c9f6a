package io.forerun.backtest;

/** Hears how far a backtest is; any thread, one at a time. */
@FunctionalInterface
public interface Progress {
    /**
     * Told now and then.
     *
     * @param share done, 0 to 1; NaN where unknown
     * @param count rows read or buckets forecast
     * @param note what is being done
     */
    void update(double share, long count, String note);
}
