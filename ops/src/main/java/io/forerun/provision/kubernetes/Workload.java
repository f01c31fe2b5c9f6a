package io.forerun.provision.kubernetes;

/**
 * What a target of the fleet is in a cluster.
 *
 * @param target type@region
 * @param context of the kubeconfig; empty for the current one, or for the cluster that this runs in
 * @param namespace its namespace
 * @param deployment its Deployment
 * @param hpa the HorizontalPodAutoscaler that scales it, empty where none does
 */
public record Workload(String target, String context, String namespace, String deployment, String hpa) {
    public Workload {
        named("namespace", namespace);
        named("deployment", deployment);
    }

    private static void named(final String key, final String value) {
        if (!value.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            throw new IllegalArgumentException(key + ": value=" + value + ", allowed=a name of Kubernetes");
        }
    }
}
