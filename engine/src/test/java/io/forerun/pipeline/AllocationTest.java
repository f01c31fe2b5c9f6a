package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.Journal;
import io.forerun.journal.JournalConfig;
import io.forerun.simd.Kernels;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record costs no allocation behind the sequencer, on any stage's thread. */
class AllocationTest {
    private static final int RECORDS = 50_000;
    private static final int WINDOWS = 12;
    private static final Blocks BLOCKS = Blocks.random(5, RECORDS, 500, 1);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateNothingPerRecordOnAnyStage(@TempDir final Path directory) {
        // The clock stands still, so that no tick falls into a window: a tick makes a table, and may allocate.
        try (Journal journal = ChronicleJournal.open(directory, JournalConfig.DEFAULT);
                RunningPipeline running = new RunningPipeline(
                        PipelineConfig.DEFAULT, journal, Kernels.preferred(), () -> Blocks.START_MS)) {
            running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
            final Map<String, Long> least = new TreeMap<>();
            // The least of many windows: compilers at work and one-time growth may show up in some.
            for (int window = 0; window < WINDOWS; window++) {
                final Map<String, Long> before = allocated();
                send(running, window);
                allocated().forEach((name, bytes) -> least.merge(name, bytes - before.get(name), Math::min));
            }
            assertEquals(Map.of("forerun-engine", 0L, "forerun-journal", 0L, "forerun-publish", 0L), least);
        }
    }

    private static void send(final RunningPipeline running, final int window) {
        final long before = (long) window * RECORDS;
        int next = 0;
        while (next < RECORDS) {
            running.failStop.check();
            next += running.pipeline
                    .sequencer()
                    .activity(
                            1,
                            before + next + 1,
                            false,
                            BLOCKS.buffer(),
                            next * ActivityLayout.BLOCK_LENGTH,
                            Math.min(1_000, RECORDS - next));
        }
        running.awaitAck(before + RECORDS);
    }

    private Map<String, Long> allocated() {
        final Map<String, Long> bytes = new TreeMap<>();
        for (final Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches("forerun-(journal|engine|publish)")) {
                bytes.put(thread.getName(), threads.getThreadAllocatedBytes(thread.threadId()));
            }
        }
        return bytes;
    }
}
