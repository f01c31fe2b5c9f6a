package io.forerun.provision.kubernetes;

import java.util.List;

/**
 * Which workloads are scaled.
 *
 * @param workloads one per target that is provisioned; the fleet's other targets have no nodes and get none
 * @param timeoutMs for one request
 */
public record KubernetesConfig(List<Workload> workloads, int timeoutMs) {
    public KubernetesConfig {
        workloads = List.copyOf(workloads);
        if (workloads.isEmpty()) {
            throw new IllegalArgumentException("workloads: value=[], allowed=one at least");
        }
        if (timeoutMs < 1 || timeoutMs > 600_000) {
            throw new IllegalArgumentException("timeout_ms: value=" + timeoutMs + ", allowed=1 to 600000");
        }
    }
}
