package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.RaisedFloor;
import java.util.Optional;

/** A Deployment under a HorizontalPodAutoscaler: only the autoscaler's minimum is moved, in one patch with its annotation. */
final class AutoscaledPool extends ReplicaPool {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    AutoscaledPool(final KubernetesClient client, final Workload workload) {
        super(client, workload);
    }

    @Override
    Seen observe() {
        final HorizontalPodAutoscaler autoscaler = autoscaler();
        return seen(deployment(), Optional.of(minimum(autoscaler)), floor(autoscaler));
    }

    @Override
    Optional<ProvisionError> settle(final Goal goal, final int quota) {
        final HorizontalPodAutoscaler autoscaler = autoscaler();
        final Optional<RaisedFloor> raised = floor(autoscaler);
        final int base = raised.map(RaisedFloor::base).orElse(minimum(autoscaler));
        return switch (goal) {
            case Goal.Nodes nodes ->
                Optional.of(new ProvisionError.Permanent("deployment " + workload.deployment() + " is scaled by hpa "
                        + workload.hpa() + ": use the mode floor-only, or take the hpa away here and there"));
            case Goal.Floor(final int least, final long expiresMs) -> {
                final int most = Math.min(quota, autoscaler.getSpec().getMaxReplicas());
                final int floor = Math.max(base, Math.min(least, most));
                patch(floor, floor == base ? Optional.empty() : Optional.of(new RaisedFloor(base, floor, expiresMs)));
                yield least <= most
                        ? Optional.empty()
                        : Optional.of(new ProvisionError.Quota((least - most) + " replicas above the most, " + most));
            }
            case Goal.Restored() -> {
                patch(base, Optional.empty());
                yield Optional.empty();
            }
        };
    }

    private void patch(final int minimum, final Optional<RaisedFloor> floor) {
        resource().patch(MERGE, Patch.minimum(minimum, floor));
    }

    private HorizontalPodAutoscaler autoscaler() {
        return found(resource().get(), "hpa " + workload.hpa());
    }

    private static int minimum(final HorizontalPodAutoscaler autoscaler) {
        return Optional.ofNullable(autoscaler.getSpec().getMinReplicas()).orElse(1);
    }

    private static Optional<RaisedFloor> floor(final HorizontalPodAutoscaler autoscaler) {
        return annotated(autoscaler.getMetadata().getAnnotations());
    }

    private Resource<HorizontalPodAutoscaler> resource() {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(workload.namespace())
                .withName(workload.hpa());
    }
}
