package io.forerun.prewarm;

/** Hears who is due. Engine thread only. */
@FunctionalInterface
public interface DueListener {
    /**
     * A user is due.
     *
     * @param seenMs the user's newest event by then, milliseconds since the epoch
     * @param begin first piece of {@link io.forerun.neural.DueStretches} in which it is
     * @param end the piece behind the last
     */
    void due(long userId, long seenMs, int begin, int end);
}
