package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.RaisedFloor;
import java.util.Map;
import java.util.Optional;

/** The replicas behind one target. Whatever the API server refuses comes as {@link KubernetesClientException}. */
abstract sealed class ReplicaPool permits DeploymentPool, AutoscaledPool {
    static final String ANNOTATION = "forerun.io/floor";
    private static final int NOT_FOUND = 404;
    private static final String NO_PROGRESS = "False";

    final KubernetesClient client;
    final Workload workload;

    ReplicaPool(final KubernetesClient client, final Workload workload) {
        this.client = client;
        this.workload = workload;
    }

    abstract Seen observe();

    /** Asks for a goal, within a quota; what was refused of it. */
    abstract Optional<ProvisionError> settle(Goal goal, int quota);

    final Deployment deployment() {
        return found(
                client.apps()
                        .deployments()
                        .inNamespace(workload.namespace())
                        .withName(workload.deployment())
                        .get(),
                "deployment " + workload.deployment());
    }

    final <T> T found(final T object, final String what) {
        if (object == null) {
            throw new KubernetesClientException(
                    what + " not found in namespace " + workload.namespace(), NOT_FOUND, null);
        }
        return object;
    }

    /** What the annotation says; empty where there is none of its form. */
    static Optional<RaisedFloor> annotated(final Map<String, String> annotations) {
        return Optional.ofNullable(annotations).map(all -> all.get(ANNOTATION)).flatMap(RaisedFloor::parse);
    }

    /** What a Deployment counts: replicas that serve, those that do not, and whether those are stuck. */
    static Seen seen(final Deployment deployment, final Optional<Integer> minimum, final Optional<RaisedFloor> floor) {
        final int replicas =
                Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        final int ready = Optional.ofNullable(deployment.getStatus())
                .map(status -> status.getReadyReplicas())
                .orElse(0);
        final int running = Math.min(ready, replicas);
        final boolean stuck = deployment.getStatus() != null
                && deployment.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Progressing")
                                && condition.getStatus().equals(NO_PROGRESS));
        return new Seen(running, replicas - running, stuck ? replicas - running : 0, minimum.orElse(replicas), floor);
    }
}
