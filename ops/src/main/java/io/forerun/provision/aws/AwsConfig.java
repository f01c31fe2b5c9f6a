package io.forerun.provision.aws;

import java.util.List;

/**
 * Which groups are scaled.
 *
 * @param groups one per target that is provisioned; the fleet's other targets have no nodes and get none
 * @param timeoutMs for one call
 * @param endpoint of another implementation of the interface, empty for AWS
 */
public record AwsConfig(List<Group> groups, int timeoutMs, String endpoint) {
    public AwsConfig {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("groups: value=[], allowed=one at least");
        }
        if (timeoutMs < 1 || timeoutMs > 600_000) {
            throw new IllegalArgumentException("timeout_ms: value=" + timeoutMs + ", allowed=1 to 600000");
        }
    }
}
