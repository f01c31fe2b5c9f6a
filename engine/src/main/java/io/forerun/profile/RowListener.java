package io.forerun.profile;

/** Who keeps sums over rows hears of a row before it is erased, whether evicted or forgotten. Engine thread only. */
@FunctionalInterface
public interface RowListener {
    /** The row can still be read; it must not be written. */
    void beforeErase(long row);
}
