package io.forerun.plan;

/**
 * A service and what one of its requests uses, for demand whose records carry no cost.
 *
 * @param name 1 to 64 of a-z A-Z 0-9 . _ -
 * @param sla name of its SLA
 * @param cpuMs CPU time of one request, milliseconds
 * @param memoryMib memory held while one request runs, MiB
 * @param gpuMs GPU time of one request, milliseconds
 * @param durationMs time one request runs, milliseconds
 */
public record Service(String name, String sla, double cpuMs, double memoryMib, double gpuMs, double durationMs) {
    private static final double MOST = 1e9;

    public Service {
        Allowed.name("name", name);
        Allowed.name("sla", sla);
        Allowed.range("cpu_ms", cpuMs, 0, MOST);
        Allowed.range("memory_mib", memoryMib, 0, MOST);
        Allowed.range("gpu_ms", gpuMs, 0, MOST);
        Allowed.range("duration_ms", durationMs, 0, MOST);
        if (cpuMs == 0 && gpuMs == 0 && memoryMib * durationMs == 0) {
            throw Allowed.refused("cpu_ms", "0", "a request must use some resource");
        }
    }

    /** The same in the units that curves carry. */
    public RequestCost cost() {
        return new RequestCost(cpuMs * 1_000, memoryMib * 1_024 * durationMs / 1_000, gpuMs * 1_000);
    }

    /** A request that uses {@code factor} times as much of everything: longer, not wider. */
    Service scaled(final double factor) {
        return new Service(name, sla, cpuMs * factor, memoryMib, gpuMs * factor, durationMs * factor);
    }
}
