package io.forerun.core;

/**
 * What the nodes of a group measured.
 *
 * @param service the client's number
 * @param region the client's number
 * @param nodes that answered
 * @param requests finished in the last 60 s
 * @param cpuMilli thousandths of a core in use
 * @param memoryMib MiB in use
 * @param gpuMilli thousandths of a GPU in use
 */
public record Utilisation(
        int service, int region, long nodes, long requests, long cpuMilli, long memoryMib, long gpuMilli) {}
