package io.forerun.provision.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.forerun.provision.Fleets;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.RaisedFloor;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an API server that keeps whole objects: what is patched must leave the rest of them alone. */
class CrudServerTest {
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(List.of()), false);
    private KubernetesClient client;

    @BeforeEach
    void start() {
        server.init(InetAddress.getLoopbackAddress(), 0);
        client = server.createClient();
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("small")
                        .withNamespace("shop")
                        .addToAnnotations("owner", "shop")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(2)
                        .withPaused(true)
                        .endSpec()
                        .withNewStatus()
                        .withReadyReplicas(1)
                        .endStatus()
                        .build())
                .create();
        client.resource(new HorizontalPodAutoscalerBuilder()
                        .withNewMetadata()
                        .withName("small")
                        .withNamespace("shop")
                        .endMetadata()
                        .withNewSpec()
                        .withMinReplicas(2)
                        .withMaxReplicas(8)
                        .withNewScaleTargetRef("apps/v1", "Deployment", "small")
                        .endSpec()
                        .build())
                .create();
    }

    @AfterEach
    void stop() {
        client.close();
        server.destroy();
    }

    private KubernetesProvisioner open(final String hpa) {
        return new KubernetesProvisioner(
                Fleets.two(),
                new KubernetesConfig(List.of(new Workload("small@eu", "", "shop", "small", hpa)), 5_000),
                context -> server.createClient());
    }

    private static Order order(final Goal goal) {
        return new Order(7, 0, "small@eu", goal);
    }

    @Test
    void shouldScaleADeployment() throws ProvisionException {
        try (KubernetesProvisioner provisioner = open("")) {
            assertEquals(
                    new Seen(1, 1, 0, 2, Optional.empty()),
                    provisioner.observe(0).of(0));
            provisioner.apply(order(new Goal.Floor(5, 60_000)), 0);
            assertEquals(
                    new Seen(1, 4, 0, 5, Optional.of(new RaisedFloor(2, 5, 60_000))),
                    provisioner.observe(0).of(0));
            provisioner.apply(order(new Goal.Restored()), 0);
            assertEquals(
                    new Seen(1, 1, 0, 2, Optional.empty()),
                    provisioner.observe(0).of(0));
            final var deployment = client.apps()
                    .deployments()
                    .inNamespace("shop")
                    .withName("small")
                    .get();
            assertEquals("shop", deployment.getMetadata().getAnnotations().get("owner"));
            assertEquals(true, deployment.getSpec().getPaused());
        }
    }

    @Test
    void shouldLeaveTheRestOfAnAutoscalerAlone() throws ProvisionException {
        try (KubernetesProvisioner provisioner = open("small")) {
            provisioner.apply(order(new Goal.Floor(5, 60_000)), 0);
            final var raised = client.autoscaling()
                    .v2()
                    .horizontalPodAutoscalers()
                    .inNamespace("shop")
                    .withName("small")
                    .get();
            assertEquals(5, raised.getSpec().getMinReplicas());
            assertEquals(8, raised.getSpec().getMaxReplicas());
            assertEquals("small", raised.getSpec().getScaleTargetRef().getName());
            assertEquals(
                    "base=2 floor=5 expires=1970-01-01T00:01:00Z",
                    raised.getMetadata().getAnnotations().get("forerun.io/floor"));
            provisioner.apply(order(new Goal.Restored()), 0);
            assertEquals(2, provisioner.observe(0).of(0).minimum());
        }
    }
}
