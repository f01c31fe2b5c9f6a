package io.forerun.forecast;

import io.forerun.memory.Digest;

/** Mean resources per request of one series, over the records that say what they used; half of the weight is a day old or less. */
final class Costs {
    private double requests;
    private double cpuUs;
    private double memoryKibS;
    private double gpuUs;

    void add(final int count, final long cpu, final double memory, final long gpu) {
        if (cpu != 0 || memory != 0 || gpu != 0) {
            requests += count;
            cpuUs += cpu;
            memoryKibS += memory;
            gpuUs += gpu;
        }
    }

    /** Ages everything by one bucket. */
    void age(final double keep) {
        requests *= keep;
        cpuUs *= keep;
        memoryKibS *= keep;
        gpuUs *= keep;
    }

    double cpuUsPerRequest() {
        return perRequest(cpuUs);
    }

    double memoryKibSPerRequest() {
        return perRequest(memoryKibS);
    }

    double gpuUsPerRequest() {
        return perRequest(gpuUs);
    }

    private double perRequest(final double sum) {
        return requests > 0 ? sum / requests : 0;
    }

    void digest(final Digest digest) {
        digest.add(requests).add(cpuUs).add(memoryKibS).add(gpuUs);
    }
}
