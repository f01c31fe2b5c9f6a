package io.forerun.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CPU time of the threads of server and client between two moments: the busiest is the bottleneck. */
final class ThreadTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> startCpuNs = new HashMap<>();
    private final long startNs = System.nanoTime();
    private final long senderId = Thread.currentThread().threadId();

    private ThreadTimes() {
        for (final long id : THREADS.getAllThreadIds()) {
            startCpuNs.put(id, THREADS.getThreadCpuTime(id));
        }
    }

    static ThreadTimes start() {
        return new ThreadTimes();
    }

    /** Shares of a core since the start, by thread, the busiest first; the caller is the sender. */
    List<Map.Entry<String, Double>> busy() {
        final double wallNs = System.nanoTime() - startNs;
        final Map<String, Double> shares = new TreeMap<>();
        for (final ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread == null) {
                continue;
            }
            final long id = thread.getThreadId();
            final String name = id == senderId ? "sender" : thread.getThreadName();
            if (id == senderId || name.startsWith("forerun-")) {
                final long cpuNs = THREADS.getThreadCpuTime(id) - startCpuNs.getOrDefault(id, 0L);
                shares.merge(name, Math.max(0, cpuNs) / wallNs, Double::sum);
            }
        }
        return shares.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
    }
}
