package io.forerun.perf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How much memory does an engine take by the operating system's account, with a number of users, all of its parts included? And
 * how much of that lies in the heap, collected?
 */
final class MemoryBench {
    private static final int SLOT_RECORDS = 256;
    private static final double MIB = 1 << 20;
    private static final double MOST_BYTES = 150;

    private final Workload workload;

    MemoryBench(final Workload workload) {
        this.workload = workload;
    }

    /** Takes every user in once, then the other records. */
    Figure run() throws IOException {
        warmUp();
        final double before = ResidentMemory.bytes();
        final double heapBefore = heapUsed();
        try (EngineUnderTest engine = new EngineUnderTest(workload, SLOT_RECORDS);
                RandomRows rows = new RandomRows(workload.users())) {
            final double ofRows = (double) workload.users() * RandomRows.ROW_BYTES;
            final long ns = engine.timed(Latency.of("slot"), Latency.of("slot")).run(workload.count());
            Answers.require("users", engine.status().users(), workload.users());
            final double heap = heapUsed() - heapBefore;
            final double resident = ResidentMemory.bytes() - before - ofRows;
            return Figure.of(
                            "memory",
                            workload.count(),
                            Laps.of(workload.count() * 1e9 / ns),
                            "random 64-byte row read and written",
                            Laps.of(rows.perSecond(workload, 0)),
                            List.of())
                    .with(List.of(
                            Measure.plain("users", Laps.of(workload.users())),
                            Measure.plain("resident_mib", Laps.of(resident / MIB)),
                            Measure.plain("heap_used_mib", Laps.of(heap / MIB)),
                            Measure.atMost("bytes_per_user", Laps.of(resident / workload.users()), MOST_BYTES)));
        }
    }

    /** Compiles what is measured, so that its own memory is there before. */
    private static void warmUp() {
        final Workload few = Workload.of(1, 10_000, 200_000, false);
        try (EngineUnderTest engine = new EngineUnderTest(few, SLOT_RECORDS)) {
            engine.run(few.count());
        }
    }

    private static double heapUsed() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
