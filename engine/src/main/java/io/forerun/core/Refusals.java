package io.forerun.core;

/** Reasons for refusing single records; codes are those of the wire. Given at the edge, counted by the engine. */
public final class Refusals {
    /** Not refused. */
    public static final int NONE = 0;

    /** Timestamp out of range. */
    public static final int TIMESTAMP = 1;

    /** A jump ahead in event time that nothing confirms. */
    public static final int TIME_JUMP = 2;

    /** The reserved byte is set. */
    public static final int RESERVED = 3;

    /** Number of codes, {@link #NONE} included. */
    public static final int REASONS = 4;

    private Refusals() {}
}
