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
 */
public record NodeType(
        String name,
        double cpu,
        double memoryGib,
        double gpu,
        double usdPerHour,
        int leadTimeMs,
        int leadTimeP90Ms,
        int quota) {
    /** Longest lead time that is accepted. */
    public static final int MAX_LEAD_TIME_MS = 6 * 3_600_000;

    /** Most nodes that any limit may name. */
    public static final int MAX_NODES = 1_000_000;

    public NodeType {
        Allowed.name("name", name);
        Allowed.range("cpu", cpu, 0.001, 100_000);
        Allowed.range("memory_gib", memoryGib, 0.001, 1_000_000);
        Allowed.range("gpu", gpu, 0, 10_000);
        Allowed.range("usd_per_hour", usdPerHour, 0.000_001, 1_000_000);
        Allowed.range("lead_time_ms", leadTimeMs, 0, MAX_LEAD_TIME_MS);
        Allowed.range("lead_time_p90_ms", leadTimeP90Ms, leadTimeMs, MAX_LEAD_TIME_MS);
        Allowed.range("quota", quota, 0, MAX_NODES);
    }

    /** The same with other lead times. */
    public NodeType withLeadTimes(final int meanMs, final int p90Ms) {
        return new NodeType(name, cpu, memoryGib, gpu, usdPerHour, meanMs, p90Ms, quota);
    }
}
