package io.forerun.pipeline;

/**
 * A question that needs the engine's thread.
 *
 * @param session who asks
 * @param queryId returned in the answer
 * @param kind what is asked
 * @param argument user id, or first decision id
 * @param follow for decisions: stay subscribed
 */
public record QueryEntry(long session, long queryId, Kind kind, long argument, boolean follow) {
    /** What is asked; ordinals are those of the record. */
    public enum Kind {
        USER,
        STATUS,
        DECISIONS,
        PREWARM
    }
}
