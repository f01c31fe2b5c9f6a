package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.forerun.provision.Goal;
import io.forerun.provision.Holding;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.ProvisionError;
import java.util.Optional;

/** A Deployment that nobody else scales: its replicas are set through the scale subresource. */
final class DeploymentPool extends ReplicaPool {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    DeploymentPool(final KubernetesClient client, final Workload workload) {
        super(client, workload);
    }

    @Override
    Seen observe() {
        final Deployment deployment = deployment();
        return seen(
                deployment, Optional.empty(), annotated(deployment.getMetadata().getAnnotations()));
    }

    /** A base is written before anything is added above it, and forgotten only after what was added is gone. */
    @Override
    Optional<ProvisionError> settle(final Goal goal, final int quota) {
        final Seen now = observe();
        final Holding wanted = new Holding(now.total(), now.floor()).after(goal);
        if (wanted.floor().isPresent() && !wanted.floor().equals(now.floor())) {
            resource().patch(MERGE, Patch.annotation(wanted.floor()));
        }
        final int replicas = Math.min(wanted.nodes(), Math.max(quota, now.total()));
        if (replicas != now.total()) {
            resource().scale(replicas);
        }
        if (wanted.floor().isEmpty() && now.floor().isPresent()) {
            resource().patch(MERGE, Patch.annotation(Optional.empty()));
        }
        final int taken = replicas == now.total() ? replicas : observe().total(); // An admission may take a part.
        return taken == wanted.nodes()
                ? Optional.empty()
                : Optional.of(new ProvisionError.Quota((wanted.nodes() - taken) + " replicas of deployment "
                        + workload.deployment() + " were not granted, " + taken + " were"));
    }

    private RollableScalableResource<Deployment> resource() {
        return client.apps().deployments().inNamespace(workload.namespace()).withName(workload.deployment());
    }
}
