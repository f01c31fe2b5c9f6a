package io.forerun.forecast;

import io.forerun.state.Archive;

/** Mean resources per request of one series, over the records that say what they used; half of the weight is a day old or less. */
final class Costs {
    private double requests;
    private double cpuUs;
    private double memoryKibS;
    private double gpuUs;

    /** Enters a bucket that ended, and ages everything by one. */
    void enter(final OpenBucket bucket, final double keep) {
        requests = (requests + bucket.measured()) * keep;
        cpuUs = (cpuUs + bucket.cpuUs()) * keep;
        memoryKibS = (memoryKibS + bucket.memoryKibS()) * keep;
        gpuUs = (gpuUs + bucket.gpuUs()) * keep;
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

    void pass(final Archive archive) {
        requests = archive.pass(requests);
        cpuUs = archive.pass(cpuUs);
        memoryKibS = archive.pass(memoryKibS);
        gpuUs = archive.pass(gpuUs);
    }
}
