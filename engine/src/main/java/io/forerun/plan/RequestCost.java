package io.forerun.plan;

import io.forerun.forecast.ForecastTable;

/**
 * What one request uses; turns requests into nodes and back.
 *
 * @param cpuUs CPU microseconds
 * @param memoryKibS KiB held times seconds held
 * @param gpuUs GPU microseconds
 */
public record RequestCost(double cpuUs, double memoryKibS, double gpuUs) {
    /** Nothing. */
    static final RequestCost NONE = new RequestCost(0, 0, 0);

    private static final double KIB_PER_GIB = 1_048_576;

    /** Rounding noise below this share of a node does not buy another node. */
    private static final double SLACK = 1e-9;

    /** The cost a curve has learned, or the given one where its records carried none. */
    static RequestCost of(final ForecastTable.Curve curve, final RequestCost otherwise) {
        final boolean unknown =
                curve.cpuUsPerRequest() == 0 && curve.memoryKibSPerRequest() == 0 && curve.gpuUsPerRequest() == 0;
        return unknown
                ? otherwise
                : new RequestCost(curve.cpuUsPerRequest(), curve.memoryKibSPerRequest(), curve.gpuUsPerRequest());
    }

    /**
     * Nodes that these requests keep at the given utilisation, with a fraction; infinite where the type lacks a resource
     * that is needed. The scarcest resource decides.
     */
    public double nodes(final double requests, final int bucketMs, final NodeType type, final double utilisation) {
        final double perSecond = requests * 1_000 / bucketMs;
        final double cpu = share(perSecond * cpuUs / 1e6, type.cpu());
        final double memory = share(perSecond * memoryKibS / KIB_PER_GIB, type.memoryGib());
        final double gpu = share(perSecond * gpuUs / 1e6, type.gpu());
        return Math.max(cpu, Math.max(memory, gpu)) / utilisation;
    }

    /** So many such requests. */
    public RequestCost times(final double factor) {
        return factor == 1 ? this : new RequestCost(cpuUs * factor, memoryKibS * factor, gpuUs * factor);
    }

    /** Both together. */
    RequestCost plus(final RequestCost other) {
        return new RequestCost(cpuUs + other.cpuUs, memoryKibS + other.memoryKibS, gpuUs + other.gpuUs);
    }

    /** Requests per bucket that so many nodes serve at the given utilisation. */
    public double requests(final double nodes, final int bucketMs, final NodeType type, final double utilisation) {
        final double each = nodes(1, bucketMs, type, utilisation);
        return each == 0 ? Double.POSITIVE_INFINITY : nodes / each;
    }

    /** The whole nodes that hold a fractional need. */
    public static int whole(final double nodes) {
        final double up = Math.ceil(nodes - SLACK * Math.max(1, nodes));
        return (int) Math.max(0, Math.min(NodeType.MAX_NODES, up));
    }

    private static double share(final double demand, final double capacity) {
        if (demand == 0) {
            return 0;
        }
        return capacity > 0 ? demand / capacity : Double.POSITIVE_INFINITY;
    }
}
