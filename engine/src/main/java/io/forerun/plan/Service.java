package io.forerun.plan;

import java.util.Optional;

/**
 * A service and what one of its requests uses, for demand whose records carry no cost.
 *
 * @param name 1 to 64 of a-z A-Z 0-9 . _ -
 * @param sla name of its SLA
 * @param cpuMs CPU time of one request, milliseconds
 * @param memoryMib memory held while one request runs, MiB
 * @param gpuMs GPU time of one request, milliseconds
 * @param durationMs time one request runs, milliseconds
 * @param share of all requests where records do not say of which service they are, in proportion to the other services';
 *     where all are 0 the first service has all
 * @param requests that each one counted stands for
 * @param replicas where replicas of it are decided on: what one holds
 */
public record Service(
        String name,
        String sla,
        double cpuMs,
        double memoryMib,
        double gpuMs,
        double durationMs,
        double share,
        double requests,
        Optional<Replicas> replicas) {
    private static final double MOST = 1e9;

    public Service {
        Allowed.name("name", name);
        Allowed.name("sla", sla);
        Allowed.range("cpu_ms", cpuMs, 0, MOST);
        Allowed.range("memory_mib", memoryMib, 0, MOST);
        Allowed.range("gpu_ms", gpuMs, 0, MOST);
        Allowed.range("duration_ms", durationMs, 0, MOST);
        Allowed.range("share", share, 0, MOST);
        Allowed.positive("requests", requests);
        if (cpuMs == 0 && gpuMs == 0 && memoryMib * durationMs == 0) {
            throw Allowed.refused("cpu_ms", "0", "a request must use some resource");
        }
    }

    /** One without a share of its own, each of whose requests is counted. */
    public Service(
            final String name,
            final String sla,
            final double cpuMs,
            final double memoryMib,
            final double gpuMs,
            final double durationMs) {
        this(name, sla, cpuMs, memoryMib, gpuMs, durationMs, 0, 1);
    }

    /** One without replicas of its own. */
    public Service(
            final String name,
            final String sla,
            final double cpuMs,
            final double memoryMib,
            final double gpuMs,
            final double durationMs,
            final double share,
            final double requests) {
        this(name, sla, cpuMs, memoryMib, gpuMs, durationMs, share, requests, Optional.empty());
    }

    /** What one that is counted uses, in the units that curves carry. */
    public RequestCost cost() {
        return new RequestCost(cpuMs * 1_000, memoryMib * 1_024 * durationMs / 1_000, gpuMs * 1_000).times(requests);
    }

    /** Time that one request keeps a server busy, milliseconds: of whatever it uses longest. */
    double busyMs() {
        return Math.max(cpuMs, gpuMs);
    }

    /** The same where each one counted stands for {@code factor} times as many. */
    Service scaled(final double factor) {
        return new Service(name, sla, cpuMs, memoryMib, gpuMs, durationMs, share, requests * factor, replicas);
    }

    /** The same with other replicas, or none. */
    public Service with(final Optional<Replicas> others) {
        return new Service(name, sla, cpuMs, memoryMib, gpuMs, durationMs, share, requests, others);
    }
}
