package io.forerun.pipeline;

/** Where the time of a record comes from. */
public enum ClockMode {
    /** The machine's clock, read once when a record enters the ring; a timer makes the ticks. For live traffic. */
    INGRESS,
    /** The largest timestamp seen; ticks follow from the records, and wait for the plan they ask for. For traces. */
    EVENT
}
