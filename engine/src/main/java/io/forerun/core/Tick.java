package io.forerun.core;

import java.util.BitSet;

/**
 * What a tick leaves to do: with many series their forecasts come slice by slice, and until the last of them there is no new table
 * to tell of. Engine thread only.
 */
final class Tick {
    /** Series that are closed and forecast in one go at most: with numbers that no cache holds, half a millisecond. */
    static final int SLICE = 16;

    /** All that there are. */
    static final int ALL = Integer.MAX_VALUE;

    private final Learned learned;
    private long timeMs = -1;
    private boolean isOpen;
    private boolean isUntold;
    private boolean wantsPlan;

    Tick(final Learned learned) {
        this.learned = learned;
    }

    /** Ends the buckets that end by now; the tick before has to be done with. */
    void begin(final long nowMs, final boolean plan, final BitSet observed) {
        learned.closeUntil(nowMs, observed);
        timeMs = nowMs;
        isOpen = true;
        isUntold = true;
        wantsPlan = plan;
    }

    /** Goes on by so many series at most; true where that was the last of it. */
    boolean proceed(final int mostSeries) {
        if (!isOpen || !learned.proceed(mostSeries)) {
            return false;
        }
        isOpen = false;
        return true;
    }

    /** Whether slices are left. */
    boolean isOpen() {
        return isOpen;
    }

    /** When it was. */
    long timeMs() {
        return timeMs;
    }

    /** True once: when there is a new table, and nobody was told yet. */
    boolean tell() {
        final boolean isNews = isUntold && !isOpen;
        isUntold = isUntold && !isNews;
        return isNews;
    }

    /** True once: where a plan is wanted. */
    boolean askForPlan() {
        final boolean asks = wantsPlan;
        wantsPlan = false;
        return asks;
    }
}
