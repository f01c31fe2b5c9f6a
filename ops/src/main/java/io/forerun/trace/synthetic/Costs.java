package io.forerun.trace.synthetic;

import io.forerun.client.ActivityRow;
import io.forerun.trace.synthetic.RequestType.Cost;
import java.util.SplittableRandom;

/** What requests take: log-normal tables per request type. Duration is processor and GPU time plus a wait. */
final class Costs {
    private static final double CPU_SIGMA = 0.6;
    private static final double MEMORY_SIGMA = 0.4;
    private static final double GPU_SIGMA = 0.5;
    private static final double WAIT_SIGMA = 0.9;
    private static final double BYTES_SIGMA = 1.1;
    private static final int MASK = LogNormal.SIZE - 1;

    private final int[][] cpuUs = new int[Chain.TYPES][];
    private final int[][] memoryKib = new int[Chain.TYPES][];
    private final int[][] gpuUs = new int[Chain.TYPES][];
    private final int[][] waitUs = new int[Chain.TYPES][];
    private final int[][] bytes = new int[Chain.TYPES][];

    Costs() {
        for (final RequestType type : RequestType.values()) {
            final Cost cost = type.cost();
            final int index = type.ordinal();
            cpuUs[index] = LogNormal.table(cost.cpuUs(), CPU_SIGMA);
            memoryKib[index] = LogNormal.table(cost.memoryKib(), MEMORY_SIGMA);
            gpuUs[index] = cost.gpuUs() == 0 ? new int[LogNormal.SIZE] : LogNormal.table(cost.gpuUs(), GPU_SIGMA);
            waitUs[index] = LogNormal.table(cost.waitUs(), WAIT_SIGMA);
            bytes[index] = LogNormal.table(cost.bytes(), BYTES_SIGMA);
        }
    }

    /** Draws all costs of one request from 50 random bits. */
    void fill(final ActivityRow row, final int type, final SplittableRandom random) {
        final long bits = random.nextLong();
        row.cpuUs = cpuUs[type][(int) bits & MASK];
        row.memoryKib = memoryKib[type][(int) (bits >>> 10) & MASK];
        row.gpuUs = gpuUs[type][(int) (bits >>> 20) & MASK];
        row.bytes = bytes[type][(int) (bits >>> 30) & MASK];
        row.durationUs = row.cpuUs + row.gpuUs + waitUs[type][(int) (bits >>> 40) & MASK];
    }
}
