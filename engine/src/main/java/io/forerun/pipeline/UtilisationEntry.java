package io.forerun.pipeline;

/**
 * What the nodes of a service measured, checked at the edge; units as in the protocol's UtilisationReport.
 *
 * @param measuredMs when, milliseconds since the epoch
 * @param service the client's number
 * @param region the client's number
 * @param nodes that answered
 * @param cpuMilli thousandths of a core
 * @param memoryMib MiB
 * @param gpuMilli thousandths of a GPU
 * @param requests finished in the last 60 s
 */
public record UtilisationEntry(
        long measuredMs,
        int service,
        int region,
        long nodes,
        long cpuMilli,
        long memoryMib,
        long gpuMilli,
        long requests) {}
