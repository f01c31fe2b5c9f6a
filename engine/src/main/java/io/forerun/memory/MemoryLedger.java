package io.forerun.memory;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who holds how many off-heap bytes: one counter per slab name. Safe for any thread. Tests compare {@link #snapshot()}
 * before and after to find leaks; the admin page shows it.
 */
public final class MemoryLedger {
    private static final ConcurrentHashMap<String, LongAdder> BYTES_BY_NAME = new ConcurrentHashMap<>();

    private MemoryLedger() {}

    /** Bytes per name of all open slabs, names with 0 left out, sorted by name. */
    public static Map<String, Long> snapshot() {
        final Map<String, Long> open = new TreeMap<>();
        BYTES_BY_NAME.forEach((name, bytes) -> {
            if (bytes.sum() != 0) {
                open.put(name, bytes.sum());
            }
        });
        return open;
    }

    /** Bytes of all open slabs together. */
    public static long totalBytes() {
        return snapshot().values().stream().mapToLong(Long::longValue).sum();
    }

    static void opened(final String name, final long bytes) {
        BYTES_BY_NAME.computeIfAbsent(name, unused -> new LongAdder()).add(bytes);
    }

    static void closed(final String name, final long bytes) {
        BYTES_BY_NAME.get(name).add(-bytes);
    }
}
