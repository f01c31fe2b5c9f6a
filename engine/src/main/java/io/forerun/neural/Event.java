package io.forerun.neural;

/** An event as a model sees it, beside its time; made once and filled again and again. Not thread safe. */
public final class Event {
    /** 0 to 255. */
    public int action;

    /** {@link Features#objectRow}. */
    public int object;

    /** 0 to 255. */
    public int device;

    /** Milliseconds of processor time, 0 where unknown. */
    public float cost;

    /** All 0. */
    public Event() {}
}
