package io.forerun.provision.utilisation;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.forerun.client.Measured;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Utilisation as {@code metrics.k8s.io} has it: cpu and memory of a service's pods; it knows no requests. */
public final class ClusterMetrics implements UtilisationSource {
    private static final double MILLI = 1_000;
    private static final double MIB = 1_048_576;

    /**
     * The pods of one service in one region.
     *
     * @param service name, empty for all
     * @param region name, empty for all
     * @param namespace of the pods
     * @param labels that they have
     */
    public record Pods(String service, String region, String namespace, Map<String, String> labels) {
        public Pods {
            labels = Map.copyOf(labels);
        }
    }

    private final KubernetesClient client;
    private final List<Pods> services;

    ClusterMetrics(final KubernetesClient client, final List<Pods> services) {
        this.client = client;
        this.services = List.copyOf(services);
    }

    /** With the credentials of the kubeconfig, or of the cluster that this runs in. Nothing is asked of it yet. */
    public static ClusterMetrics open(final List<Pods> services) {
        return new ClusterMetrics(new KubernetesClientBuilder().build(), services);
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public List<Measured> read(final long nowMs) throws ProvisionException {
        final List<Measured> read = new ArrayList<>();
        try {
            for (final Pods pods : services) {
                final List<PodMetrics> metrics = client.top()
                        .pods()
                        .inNamespace(pods.namespace())
                        .withLabels(pods.labels())
                        .metrics()
                        .getItems();
                if (!metrics.isEmpty()) {
                    read.add(sum(pods, metrics, nowMs));
                }
            }
            return read;
        } catch (final KubernetesClientException refused) {
            throw new ProvisionException(
                    refused.getCode() <= 0 // It never answered.
                            ? new ProvisionError.Transient(String.valueOf(refused.getMessage()))
                            : ProvisionError.ofHttpStatus(refused.getCode(), String.valueOf(refused.getMessage())),
                    refused);
        }
    }

    private static Measured sum(final Pods pods, final List<PodMetrics> metrics, final long nowMs) {
        double cores = 0;
        double bytes = 0;
        for (final PodMetrics pod : metrics) {
            for (final ContainerMetrics container : pod.getContainers()) {
                cores += usage(container, "cpu");
                bytes += usage(container, "memory");
            }
        }
        return new Measured(
                nowMs,
                pods.service(),
                pods.region(),
                metrics.size(),
                Math.round(cores * MILLI),
                Math.round(bytes / MIB),
                0,
                0);
    }

    /** In base units; 0 where the container tells none, as just after its start. */
    private static double usage(final ContainerMetrics container, final String resource) {
        final Quantity quantity = container.getUsage().get(resource);
        return quantity == null ? 0 : quantity.getNumericalAmount().doubleValue();
    }

    @Override
    public void close() {
        client.close();
    }
}
