package io.forerun.core;

/** Why the engine refuses a session or a batch. */
public enum Rejection {
    /** Records are missing before the batch. */
    GAP,
    /** A newer session of the same identity took over, or this one is closed. */
    FENCED,
    /** The stream is not remembered, or no more can be. */
    UNKNOWN_STREAM
}
