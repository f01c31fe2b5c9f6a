package io.forerun.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one replica of a service holds, how many there may be, and which actions of users they serve.
 *
 * @param actions names, 1 and up
 * @param cpu cores
 * @param memoryMib MiB
 * @param gpu GPUs
 * @param leadTimeMs from order to first request served, mean
 * @param leadTimeP90Ms the same, 90th percentile; what is planned with
 * @param min replicas at least
 * @param max replicas at most
 */
public record Replicas(
        List<String> actions,
        double cpu,
        double memoryMib,
        double gpu,
        int leadTimeMs,
        int leadTimeP90Ms,
        int min,
        int max) {
    /** At most unless configured. */
    public static final int MAX = 1_000;

    private static final int MOST_ACTIONS = 255;
    private static final int LONGEST_ACTION = 256;
    private static final double MIB_PER_GIB = 1_024;
    private static final double LEAST_USD = 1e-6;

    public Replicas {
        actions = List.copyOf(actions);
        Allowed.range("actions.length", actions.size(), 1, MOST_ACTIONS);
        final Set<String> seen = new HashSet<>();
        for (final String action : actions) {
            if (action.isEmpty()
                    || action.length() > LONGEST_ACTION
                    || action.chars().anyMatch(Character::isISOControl)) {
                throw Allowed.refused("actions", action, "1 to " + LONGEST_ACTION + " letters, none of control");
            }
            if (!seen.add(action)) {
                throw Allowed.refused("actions", action, "each action once");
            }
        }
        Allowed.range("cpu", cpu, 0.001, 100_000);
        Allowed.range("memory_mib", memoryMib, 1, 1e9);
        Allowed.range("gpu", gpu, 0, 10_000);
        Allowed.range("lead_time_ms", leadTimeMs, 0, NodeType.MAX_LEAD_TIME_MS);
        Allowed.range("lead_time_p90_ms", leadTimeP90Ms, leadTimeMs, NodeType.MAX_LEAD_TIME_MS);
        Allowed.range("max", max, 1, NodeType.MAX_NODES);
        Allowed.range("min", min, 0, max);
    }

    /** GiB. */
    double memoryGib() {
        return memoryMib / MIB_PER_GIB;
    }

    /** The largest share of any resource of a node that one replica takes; infinite where the node has none of it. */
    double shareOf(final NodeType type) {
        final double ofGpu = gpu == 0 ? 0 : gpu / type.gpu();
        return Math.max(ofGpu, Math.max(cpu / type.cpu(), memoryGib() / type.memoryGib()));
    }

    /** The type that carries it for least. */
    NodeType carrier(final List<NodeType> types) {
        NodeType carrier = types.getFirst();
        for (final NodeType type : types) {
            final boolean fits = shareOf(type) <= 1;
            final boolean cheaper = shareOf(type) * type.usdPerHour() < shareOf(carrier) * carrier.usdPerHour();
            carrier = fits && (cheaper || shareOf(carrier) > 1) ? type : carrier;
        }
        return carrier;
    }

    /** A replica as what is bought of it: a small node, for the share of the node that carries it. */
    NodeType asNode(final String name, final List<NodeType> types) {
        final NodeType carrier = carrier(types);
        return new NodeType(
                name,
                cpu,
                memoryGib(),
                gpu,
                Math.max(LEAST_USD, shareOf(carrier) * carrier.usdPerHour()),
                leadTimeMs,
                leadTimeP90Ms,
                max);
    }
}
