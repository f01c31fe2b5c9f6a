package io.forerun.trace;

/** Where demand series came from. */
interface DemandOrigin {
    /** What to call it in messages. */
    String name();

    /** 64 bits that identify its content. */
    long digest() throws TraceException;

    /** Gives back what it holds. */
    void close();
}
