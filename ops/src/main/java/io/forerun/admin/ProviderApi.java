package io.forerun.admin;

import io.forerun.provision.control.ProviderHealth;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code /api/provider}, and the same for Prometheus: how it goes with whoever runs the nodes. */
final class ProviderApi {
    private static final double MS = 1e3;
    private static final List<String> CLASSES = List.of("quota", "capacity", "permission", "transient", "permanent");

    private final Supplier<ProviderHealth> health;

    ProviderApi(final Supplier<ProviderHealth> health) {
        this.health = health;
    }

    void health(final Call call) throws IOException {
        final ProviderHealth now = health.get();
        call.json(json -> {
            json.writeStartObject();
            json.writeStringField("provider", now.provider());
            json.writeBooleanField("answering", now.answering());
            json.writeNumberField("observed_ms", now.observedMs());
            json.writeNumberField("accepted", now.accepted());
            json.writeObjectFieldStart("failures");
            for (final var failure : new TreeMap<>(now.failures()).entrySet()) {
                json.writeNumberField(failure.getKey(), failure.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    void register(final PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("forerun_provider_answering")
                .help("0 while calls are kept from the provider after too many failures")
                .labelNames("provider")
                .callback(out ->
                        out.call(health.get().answering() ? 1 : 0, health.get().provider()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("forerun_provider_observed_timestamp_seconds")
                .help("When the provider was last observed")
                .labelNames("provider")
                .callback(out ->
                        out.call(health.get().observedMs() / MS, health.get().provider()))
                .register(registry);
        CounterWithCallback.builder()
                .name("forerun_provider_orders")
                .help("Orders that the provider took")
                .labelNames("provider")
                .callback(out -> out.call(health.get().accepted(), health.get().provider()))
                .register(registry);
        CounterWithCallback.builder()
                .name("forerun_provider_failures")
                .help("Calls of the provider that failed, by class")
                .labelNames("provider", "class")
                .callback(out -> {
                    final ProviderHealth now = health.get();
                    for (final String kind : CLASSES) {
                        out.call(now.failures().getOrDefault(kind, 0L), now.provider(), kind);
                    }
                })
                .register(registry);
    }
}
