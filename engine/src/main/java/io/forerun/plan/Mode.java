package io.forerun.plan;

/** What decisions may do. The order is that of OperatingMode on the wire. */
public enum Mode {
    /** Nothing: decisions are made and shown, never sent. */
    FORECAST_ONLY,
    /** Raise minimums, and lower only what was raised, down to what it was before. */
    FLOOR_ONLY,
    /** Scale out and in. */
    FULL
}
