package io.forerun.provision.control;

import io.forerun.provision.ProvisionError;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a provider answered. One thread. */
final class ProviderCounts {
    private final Map<String, Long> failures = new TreeMap<>();
    private long accepted;
    private long observedMs = -1;

    void observed(final long nowMs) {
        observedMs = nowMs;
    }

    void accepted() {
        accepted++;
    }

    void failed(final ProvisionError error) {
        failures.merge(error.kind(), 1L, Long::sum);
    }

    ProviderHealth health(final String provider, final CircuitBreaker.State reads, final CircuitBreaker.State writes) {
        return new ProviderHealth(
                provider,
                reads == CircuitBreaker.State.CLOSED && writes == CircuitBreaker.State.CLOSED,
                observedMs,
                accepted,
                Map.copyOf(failures));
    }
}
