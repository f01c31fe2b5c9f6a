package io.forerun.trace;

/** What a trace file holds, told by its first line. */
public enum TraceFormat {
    /** One request a line; the header names the columns. */
    ACTIVITY_CSV,
    /** One bucket of one series a line: {@code timestamp_ms,series,value}. */
    DEMAND_CSV,
    /** A web server's log in the common or combined format. */
    ACCESS_LOG
}
