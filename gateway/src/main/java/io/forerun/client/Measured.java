package io.forerun.client;

/**
 * What the nodes of a service measured. A gauge: the newest counts, so it has no sequence and is not kept.
 *
 * @param timestampMs when it was measured
 * @param service whose nodes; empty is all
 * @param region where; empty is all
 * @param nodes that answered
 * @param cpuMilli busy CPU, thousandths of a core
 * @param memoryMib memory in use, MiB
 * @param gpuMilli busy GPU, thousandths
 * @param requests finished in the last 60 s
 */
public record Measured(
        long timestampMs,
        String service,
        String region,
        int nodes,
        long cpuMilli,
        long memoryMib,
        long gpuMilli,
        long requests) {}
