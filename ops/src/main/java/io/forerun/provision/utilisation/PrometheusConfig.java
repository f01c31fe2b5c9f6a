package io.forerun.provision.utilisation;

import java.net.URI;
import java.util.List;

/**
 * What is asked of Prometheus.
 *
 * @param url its address
 * @param services one per service and region that is read
 * @param timeoutMs for one query
 */
public record PrometheusConfig(URI url, List<Queries> services, int timeoutMs) {
    /**
     * Instant queries for one service in one region, each of one value; an empty one stands for 0.
     *
     * @param service name, empty for all
     * @param region name, empty for all
     * @param nodes that answer
     * @param cpuCores busy
     * @param memoryBytes in use
     * @param gpus busy
     * @param requestsPerSecond finished
     */
    public record Queries(
            String service,
            String region,
            String nodes,
            String cpuCores,
            String memoryBytes,
            String gpus,
            String requestsPerSecond) {}

    public PrometheusConfig {
        services = List.copyOf(services);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("services: value=[], allowed=one at least");
        }
        if (timeoutMs < 1 || timeoutMs > 600_000) {
            throw new IllegalArgumentException("timeout_ms: value=" + timeoutMs + ", allowed=1 to 600000");
        }
    }
}
