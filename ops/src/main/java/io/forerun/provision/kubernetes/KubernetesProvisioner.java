package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.forerun.plan.Fleet;
import io.forerun.provision.Observation;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs nodes as replicas. */
public final class KubernetesProvisioner implements Provisioner {
    private final Fleet fleet;
    private final Map<String, ReplicaPool> pools = new HashMap<>();
    private final Map<String, KubernetesClient> clients = new HashMap<>();

    /** Over clients that are closed with it, one per context. */
    KubernetesProvisioner(
            final Fleet fleet, final KubernetesConfig config, final Function<String, KubernetesClient> connect) {
        this.fleet = fleet;
        for (final Workload workload : config.workloads()) {
            if (fleet.targetIndex(workload.target()) < 0) {
                throw new IllegalArgumentException(
                        "kubernetes.workloads.target: value=" + workload.target() + ", allowed=a target of the fleet");
            }
            final KubernetesClient client = clients.computeIfAbsent(workload.context(), connect);
            pools.put(
                    workload.target(),
                    workload.hpa().isEmpty()
                            ? new DeploymentPool(client, workload)
                            : new AutoscaledPool(client, workload));
        }
    }

    /** With the credentials of the kubeconfig, or of the cluster that this runs in. Nothing is asked of it yet. */
    public static KubernetesProvisioner open(final Fleet fleet, final KubernetesConfig config) {
        return new KubernetesProvisioner(
                fleet,
                config,
                context -> new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(Config.autoConfigure(context.isEmpty() ? null : context))
                                .withRequestTimeout(config.timeoutMs())
                                .withConnectionTimeout(config.timeoutMs())
                                .withRequestRetryBackoffLimit(0) // The reconciler repeats, and knows when.
                                .build())
                        .build());
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Observation observe(final long nowMs) throws ProvisionException {
        final List<Seen> seen = new ArrayList<>();
        for (int target = 0; target < fleet.targetCount(); target++) {
            final ReplicaPool pool = pools.get(fleet.target(target).name());
            seen.add(pool == null ? Seen.NOTHING : call(pool::observe));
        }
        return new Observation(seen);
    }

    @Override
    public void apply(final Order order, final long nowMs) throws ProvisionException {
        final ReplicaPool pool = pools.get(order.name());
        if (pool == null) {
            throw new ProvisionException(new ProvisionError.Permanent("no workload for " + order.name()));
        }
        final int quota = fleet.nodeType(order.target()).quota();
        final Optional<ProvisionError> refusal = call(() -> pool.settle(order.goal(), quota));
        if (refusal.isPresent()) {
            throw new ProvisionException(refusal.get());
        }
    }

    private static <T> T call(final Supplier<T> request) throws ProvisionException {
        try {
            return request.get();
        } catch (final KubernetesClientException refused) {
            throw new ProvisionException(Refusals.of(refused), refused);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
    }
}
