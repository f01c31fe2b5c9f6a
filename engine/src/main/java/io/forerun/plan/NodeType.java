package io.forerun.plan;

/**
 * A kind of node that can be bought.
 *
 * @param name 1 to 64 of a-z A-Z 0-9 . _ -
 * @param cpu cores
 * @param memoryGib GiB
 * @param gpu GPUs, 0 where it has none
 * @param usdPerHour price in a region of price factor 1
 * @param leadTimeMs from order to first request served, mean
 * @param leadTimeP90Ms the same, 90th percentile; what is planned with
 * @param quota nodes that can be had per region
 * @param interruptionsPerHour how often one that runs is taken away again: spot; 0 for nodes that are not
 */
public record NodeType(
        String name,
        double cpu,
        double memoryGib,
        double gpu,
        double usdPerHour,
        int leadTimeMs,
        int leadTimeP90Ms,
        int quota,
        double interruptionsPerHour) {
    /** Longest lead time that is accepted. */
    public static final int MAX_LEAD_TIME_MS = 6 * 3_600_000;

    /** Most nodes that any limit may name. */
    public static final int MAX_NODES = 1_000_000;

    private static final double MOST_INTERRUPTIONS = 60;
    private static final double HOUR_MS = 3_600_000;

    /** A node dies about once in two months. */
    private static final double FAILURES_PER_HOUR = 1 / 1_440.0;

    public NodeType {
        Allowed.name("name", name);
        Allowed.range("cpu", cpu, 0.001, 100_000);
        Allowed.range("memory_gib", memoryGib, 0.001, 1_000_000);
        Allowed.range("gpu", gpu, 0, 10_000);
        Allowed.range("usd_per_hour", usdPerHour, 0.000_001, 1_000_000);
        Allowed.range("lead_time_ms", leadTimeMs, 0, MAX_LEAD_TIME_MS);
        Allowed.range("lead_time_p90_ms", leadTimeP90Ms, leadTimeMs, MAX_LEAD_TIME_MS);
        Allowed.range("quota", quota, 0, MAX_NODES);
        Allowed.range("interruptions_per_hour", interruptionsPerHour, 0, MOST_INTERRUPTIONS);
    }

    /** A node that stays until it is given back. */
    public NodeType(
            final String name,
            final double cpu,
            final double memoryGib,
            final double gpu,
            final double usdPerHour,
            final int leadTimeMs,
            final int leadTimeP90Ms,
            final int quota) {
        this(name, cpu, memoryGib, gpu, usdPerHour, leadTimeMs, leadTimeP90Ms, quota, 0);
    }

    /** Whether its nodes may be taken away at any time. */
    public boolean spot() {
        return interruptionsPerHour > 0;
    }

    /** Share of time that a node is down: until another one takes the place of one that failed or was taken away. */
    public double down() {
        final double hours = leadTimeMs / HOUR_MS;
        final double failures = FAILURES_PER_HOUR + interruptionsPerHour;
        return failures * hours / (1 + failures * hours);
    }

    /** The same with other lead times. */
    public NodeType withLeadTimes(final int meanMs, final int p90Ms) {
        return new NodeType(name, cpu, memoryGib, gpu, usdPerHour, meanMs, p90Ms, quota, interruptionsPerHour);
    }
}
