package io.forerun.core;

import io.forerun.forecast.DemandForecaster;
import io.forerun.neural.ExpectedDemand;
import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;
import java.util.BitSet;

/**
 * The end of a bucket, series by series: with thousands of them a tick would keep records waiting if it were done at once. What a
 * series forecasts from is held as it stood at the tick, so the outcome is the same to the bit whenever the work is done: a slice
 * after each record, at once before what depends on it, all of it before the next tick. Engine thread only.
 */
final class BucketClose {
    private final DemandForecaster forecaster;
    private final PromisedDemand promised;
    private final ExpectedDemand expected;
    private final double[] foreseen = new double[TimeConstants.COUNT];
    private final double[] signal = new double[PromisedDemand.SUMS];
    private long endMs;
    private int next;
    private boolean isOwed;

    BucketClose(final DemandForecaster forecaster, final PromisedDemand promised, final ExpectedDemand expected) {
        this.forecaster = forecaster;
        this.promised = promised;
        this.expected = expected;
    }

    /** Ends a bucket; the one before has to be complete. The total is closed at once. */
    void begin(final long bucket, final long bucketEndMs, final BitSet observed) {
        endMs = bucketEndMs;
        promised.open(forecaster.size());
        promised.advance(endMs);
        promised.hold(endMs);
        expected.open(forecaster.size());
        expected.advance(endMs);
        expected.hold(endMs);
        signal(0);
        forecaster.begin(bucket, observed);
        next = 1;
        isOwed = true;
    }

    /** Tells the forecaster what users promise, and what the model in force foresees, at the end of the bucket. */
    private void signal(final int series) {
        promised.read(series, endMs, signal);
        forecaster.signal(series, signal);
        if (expected.read(series, endMs, foreseen)) {
            forecaster.foresee(series, foreseen);
        }
    }

    /** Closes so many series at most; true once all are and the table is made. */
    boolean proceed(final int most) {
        for (int left = most; isOwed && left > 0 && next < forecaster.closing(); left--) {
            require(next++);
        }
        if (isOwed && next >= forecaster.closing()) {
            promised.release();
            expected.release();
            forecaster.complete();
            isOwed = false;
        }
        return !isOwed;
    }

    /** Closes a series now if it still has to be. */
    void require(final int series) {
        if (forecaster.isOpen(series)) {
            signal(series);
            forecaster.close(series);
        }
    }
}
