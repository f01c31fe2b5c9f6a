package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.forerun.provision.Fleets;
import io.forerun.provision.Provisioner;
import java.util.List;

/** The provisioner of the kill test: a Deployment that nobody else scales, and one with an autoscaler. */
public final class ClusterRuns {
    private ClusterRuns() {}

    /** Over an API server. */
    public static Provisioner open(final String url) {
        return open(FakeApiServer.client(url));
    }

    /** Over a client, which is closed with it. */
    static Provisioner open(final KubernetesClient client) {
        return new KubernetesProvisioner(
                Fleets.two(),
                new KubernetesConfig(
                        List.of(
                                new Workload("small@eu", "", "shop", "small", ""),
                                new Workload("large@eu", "", "shop", "large", "large")),
                        5_000),
                context -> client);
    }
}
