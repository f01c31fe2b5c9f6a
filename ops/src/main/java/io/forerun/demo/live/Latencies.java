package io.forerun.demo.live;

import java.util.Arrays;

/** Latencies of all measured requests. Any thread may add; answers that are late still come while figures are made of a {@link #copy}. */
final class Latencies {
    private static final double NS_PER_MS = 1e6;

    private long[] ns = new long[1_024];
    private int count;

    synchronized void add(final long latencyNs) {
        if (count == ns.length) {
            ns = Arrays.copyOf(ns, 2 * count);
        }
        ns[count++] = latencyNs;
    }

    /** As they are now. */
    synchronized Latencies copy() {
        final Latencies copy = new Latencies();
        copy.ns = ns.clone();
        copy.count = count;
        return copy;
    }

    synchronized int count() {
        return count;
    }

    synchronized int slowerThan(final int ms) {
        int slow = 0;
        for (int index = 0; index < count; index++) {
            if (ns[index] > ms * NS_PER_MS) {
                slow++;
            }
        }
        return slow;
    }

    /** Milliseconds that such a share of requests did not exceed; NaN where there is none. */
    synchronized double quantileMs(final double share) {
        if (count == 0) {
            return Double.NaN;
        }
        final long[] sorted = Arrays.copyOf(ns, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)] / NS_PER_MS;
    }
}
