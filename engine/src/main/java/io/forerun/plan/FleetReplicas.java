package io.forerun.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of a fleet whose replicas are decided on. */
final class FleetReplicas {
    private FleetReplicas() {}

    /** An action is of one service only, and some node must have room for a replica. */
    static void check(final List<Service> services, final List<NodeType> types) {
        final Map<String, String> serviceOf = new HashMap<>();
        for (int index = 0; index < services.size(); index++) {
            final Service service = services.get(index);
            final String key = "services[" + index + "].replicas.";
            for (final String action : service.replicas().map(Replicas::actions).orElse(List.of())) {
                final String other = serviceOf.put(action, service.name());
                if (other != null) {
                    throw Allowed.refused(key + "actions", action, "an action that " + other + " does not have");
                }
            }
            if (service.replicas().isPresent()) {
                final Replicas replicas = service.replicas().orElseThrow();
                if (replicas.shareOf(replicas.carrier(types)) > 1) {
                    throw Allowed.refused(
                            key + "cpu",
                            replicas.cpu() + " with " + replicas.memoryMib() + " MiB and " + replicas.gpu() + " GPUs",
                            "what some node type has");
                }
                if (!Double.isFinite(service.cost().nodes(1, 1_000, asNode(service, types), 1))) {
                    throw Allowed.refused(key + "gpu", "0", "above 0 as requests of " + service.name() + " use gpu_ms");
                }
            }
        }
    }

    static int count(final List<Service> services) {
        int count = 0;
        for (final Service service : services) {
            count += service.replicas().isPresent() ? 1 : 0;
        }
        return count;
    }

    /** Index of the service that comes at a place among those with replicas. */
    static int service(final List<Service> services, final int place) {
        int left = place;
        for (int index = 0; index < services.size(); index++) {
            if (services.get(index).replicas().isPresent() && left-- == 0) {
                return index;
            }
        }
        throw new IndexOutOfBoundsException("target: place=" + place + ", services with replicas=" + count(services));
    }

    static NodeType asNode(final Service service, final List<NodeType> types) {
        return service.replicas().orElseThrow().asNode(service.name(), types);
    }

    static List<Service> without(final List<Service> services) {
        return services.stream().map(service -> service.with(Optional.empty())).toList();
    }
}
