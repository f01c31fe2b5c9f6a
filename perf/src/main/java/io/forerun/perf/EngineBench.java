package io.forerun.perf;

import io.forerun.core.WarmUp;
import io.forerun.simd.Kernels;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How many records a second does the engine's thread take, from encoded slots, ticks included? And how long does one slot hold
 * it up while the profiles grow to their number at full rate: by the clock, and of its own doing, which is processor time of its
 * thread and collections, told apart from other processes that had the cores?
 *
 * <p>One engine first sees every user once, which is the growth, and then the laps' records. The slots are made as they are
 * taken, outside of the time.
 */
final class EngineBench {
    private static final int SLOT_RECORDS = 256;
    private static final int FEW_USERS = 200_000;
    private static final long SEED = 11;
    private static final double LONGEST_MS = 5;

    private final String what;
    private final Workload workload;

    EngineBench(final String what, final Workload workload) {
        this.what = what;
        this.workload = workload;
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) {
        WarmUp.once(ServerUnderTest.ENGINE, Kernels.preferred());
        warmUp(Math.min(FEW_USERS, workload.users()));
        final Latency slot = Latency.of("slot in the engine while its users grow to their number");
        final Latency slotCpu = Latency.of("the same by the thread's processor time");
        final Latency slotOwn = Latency.of("the same with collections");
        final int records = workload.count() - workload.users();
        final double[] perSecond = new double[laps];
        final double[] limit = new double[laps];
        try (EngineUnderTest engine = new EngineUnderTest(workload, SLOT_RECORDS);
                SlowestSteps slowest = new SlowestSteps(slotOwn);
                RandomRows rows = new RandomRows(workload.users())) {
            engine.run(1); // Makes the engine, as a server does before it listens.
            System.gc(); // And this.
            final long collectedMs = collectedMs();
            final long loadNs = engine.timed(slot, slotCpu, slowest).run(workload.users());
            final double loadCollectedMs = collectedMs() - collectedMs;
            Answers.require("users", engine.status().users(), workload.users());
            long taken = workload.users();
            for (int turn = -1; turn < laps; turn++) {
                final int lap = Math.max(0, turn);
                taken += records;
                final Latency unused = Latency.of("lap");
                perSecond[lap] = records * 1e9 / engine.timed(unused, unused).run(taken);
                limit[lap] = rows.perSecond(workload, workload.users());
            }
            Answers.require("accepted", engine.status().accepted(), taken);
            Answers.require("users", engine.status().users(), workload.users());
            return new Figure(
                            what,
                            records,
                            new Laps(perSecond),
                            "random 64-byte row read and written",
                            new Laps(limit),
                            List.of(),
                            slot,
                            List.of(
                                    Measure.plain(
                                            "growth_records_per_second", Laps.of(workload.users() * 1e9 / loadNs)),
                                    Measure.plain("longest_slot_ms", Laps.of(slot.maxUs() / 1e3)),
                                    Measure.plain("collections_ms", Laps.of(loadCollectedMs)),
                                    Measure.plain("longest_slot_cpu_ms", Laps.of(slotCpu.maxUs() / 1e3)),
                                    Measure.atMost("longest_slot_own_ms", Laps.of(slotOwn.maxUs() / 1e3), LONGEST_MS)))
                    .withSlowest(slowest.steps());
        }
    }

    /** Compiles what is measured, on a few users, and checks that what is learned does not depend on how they are batched. */
    private static void warmUp(final int users) {
        final Workload few = Workload.of(SEED, users, users, false);
        Answers.require("learned hash in slots of 7", learned(few, 7), learned(few, SLOT_RECORDS));
    }

    private static long learned(final Workload workload, final int slotRecords) {
        final Latency unused = Latency.of("warm-up");
        try (EngineUnderTest engine = new EngineUnderTest(workload, slotRecords);
                SlowestSteps steps = new SlowestSteps(unused)) { // As is measured later, so that it is compiled, too.
            engine.timed(unused, unused, steps).run(workload.count());
            Answers.require("accepted", engine.status().accepted(), workload.count());
            return engine.learnedHash();
        }
    }

    private static long collectedMs() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
