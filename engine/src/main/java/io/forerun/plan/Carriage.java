package io.forerun.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What a new node carries: replicas of services in the proportions in which they are wanted, as many as it has room for. The service that
 * is furthest behind its proportion gets the next one. Immutable.
 */
public final class Carriage {
    private final Fleet fleet;

    /** Of a fleet's nodes. */
    public Carriage(final Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Replicas by name of their service, those of none left out; empty for targets that are no nodes, and where nobody decides on
     * replicas.
     *
     * @param target whose new node it is
     * @param wanted replicas that are to be there in all, by target
     */
    public Map<String, Integer> byNode(final int target, final IntUnaryOperator wanted) {
        final Map<String, Integer> carried = new LinkedHashMap<>();
        if (target >= fleet.nodeTargets()) {
            return carried;
        }
        final int services = fleet.targetCount() - fleet.nodeTargets();
        final NodeType node = fleet.nodeType(target);
        final int[] given = new int[services];
        double cpu = node.cpu();
        double memoryGib = node.memoryGib();
        double gpu = node.gpu();
        for (int next = behind(given, wanted, cpu, memoryGib, gpu);
                next >= 0;
                next = behind(given, wanted, cpu, memoryGib, gpu)) {
            given[next]++;
            final Replicas replica = replicas(next);
            cpu -= replica.cpu();
            memoryGib -= replica.memoryGib();
            gpu -= replica.gpu();
            carried.merge(service(next).name(), 1, Integer::sum);
        }
        return Collections.unmodifiableMap(carried);
    }

    /** The service that lacks most of its proportion, of those that fit; -1 where none does. */
    private int behind(
            final int[] given,
            final IntUnaryOperator wanted,
            final double cpu,
            final double memoryGib,
            final double gpu) {
        int furthest = -1;
        double least = 1;
        for (int service = 0; service < given.length; service++) {
            final Replicas replica = replicas(service);
            final double all = wanted.applyAsInt(fleet.nodeTargets() + service);
            final boolean fits = replica.cpu() <= cpu && replica.memoryGib() <= memoryGib && replica.gpu() <= gpu;
            if (fits && given[service] < all && given[service] / all < least) {
                least = given[service] / all;
                furthest = service;
            }
        }
        return furthest;
    }

    private Service service(final int place) {
        return fleet.services().get(fleet.serviceOf(fleet.nodeTargets() + place));
    }

    private Replicas replicas(final int place) {
        return service(place).replicas().orElseThrow();
    }
}
