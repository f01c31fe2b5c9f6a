package io.forerun.forecast;

import io.forerun.state.Archive;

/** What came of one series in one bucket so far. */
final class OpenBucket {
    private long requests;
    private long measured;
    private double cpuUs;
    private double memoryKibS;
    private double gpuUs;

    void add(final int count, final long cpu, final double memory, final long gpu) {
        requests += count;
        if (cpu != 0 || memory != 0 || gpu != 0) {
            measured += count;
            cpuUs += cpu;
            memoryKibS += memory;
            gpuUs += gpu;
        }
    }

    void clear() {
        requests = 0;
        measured = 0;
        cpuUs = 0;
        memoryKibS = 0;
        gpuUs = 0;
    }

    long requests() {
        return requests;
    }

    /** Requests that tell what they used. */
    long measured() {
        return measured;
    }

    double cpuUs() {
        return cpuUs;
    }

    double memoryKibS() {
        return memoryKibS;
    }

    double gpuUs() {
        return gpuUs;
    }

    void pass(final Archive archive) {
        requests = archive.pass(requests);
        measured = archive.pass(measured);
        cpuUs = archive.pass(cpuUs);
        memoryKibS = archive.pass(memoryKibS);
        gpuUs = archive.pass(gpuUs);
    }
}
