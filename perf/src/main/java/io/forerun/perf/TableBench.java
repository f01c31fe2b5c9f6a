package io.forerun.perf;

import java.io.IOException;
import java.util.List;

/**
 * What does an update of one user's profile cost among millions, beside random access alone and beside a concurrent map?
 *
 * <p>All see the same users in the same order, turn by turn. While the table grows, the time of each {@code locate} of 256 new
 * users is kept, and the memory by the operating system's account is taken before and after.
 */
final class TableBench {
    private static final int SAMPLES = 10_000;
    private static final long SEED = 7;

    private final Workload workload;

    TableBench(final Workload workload) {
        this.workload = workload;
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) throws IOException {
        final Latency locate = Latency.of("256 new users located while the table grows to its size");
        warmUp();
        try (TableUnderTest table = new TableUnderTest(workload)) {
            final double before = ResidentMemory.bytes();
            table.load(locate);
            final double bytesPerUser = (ResidentMemory.bytes() - before) / workload.users();
            final HeapProfiles heap = new HeapProfiles(workload);
            final double[] batched = new double[laps];
            final double[] single = new double[laps];
            final double[] random = new double[laps];
            final double[] map = new double[laps];
            final int records = workload.count() - workload.users();
            try (RandomPages pages = new RandomPages(SEED, table.bytes(), records)) {
                for (int turn = -1; turn < laps; turn++) {
                    final int lap = Math.max(0, turn);
                    batched[lap] = table.perSecond(256);
                    random[lap] = pages.perSecond();
                    map[lap] = heap.perSecond();
                    single[lap] = table.perSecond(1);
                }
            }
            // The table saw each lap twice, the map once: it is shown the same before they are compared.
            for (int lap = 0; lap <= laps; lap++) {
                heap.perSecond();
            }
            check(table, heap);
            return figure(new Laps(batched), new Laps(random), new Laps(map), new Laps(single), bytesPerUser, locate);
        }
    }

    /** Compiles what loading runs, on a table of its own. */
    private void warmUp() {
        final int users = Math.min(workload.users(), 300_000);
        try (TableUnderTest table = new TableUnderTest(Workload.of(SEED, users, users, false))) {
            table.load(Latency.of("warming up"));
            table.perSecond(256);
            table.perSecond(1);
        }
    }

    private void check(final TableUnderTest table, final HeapProfiles heap) {
        Answers.require("users", table.size(), workload.users());
        Answers.require("users of the map", heap.size(), workload.users());
        for (int item = 0; item < Math.min(SAMPLES, workload.count()); item++) {
            table.requireEqual(workload.userId(item), heap.find(workload.userId(item)));
        }
    }

    private Figure figure(
            final Laps batched,
            final Laps random,
            final Laps map,
            final Laps single,
            final double bytesPerUser,
            final Latency locate) {
        return new Figure(
                "table",
                workload.count() - workload.users(),
                batched,
                "random 128-byte row in as much memory read and written",
                random,
                List.of(),
                locate,
                List.of(
                        Measure.plain("update_ns", batched.perSecondToNs()),
                        Measure.plain("random_access_ns", random.perSecondToNs()),
                        Measure.plain("concurrent_map_ns", map.perSecondToNs()),
                        Measure.plain("one_by_one_ns", single.perSecondToNs()),
                        Measure.atMost("update_over_random_access", random.over(batched), 1.5),
                        Measure.atLeast("concurrent_map_over_update", batched.over(map), 3),
                        Measure.plain("one_by_one_over_batched", batched.over(single)),
                        Measure.atMost("bytes_per_user", Laps.of(bytesPerUser), 150),
                        Measure.atMost("longest_locate_ms", Laps.of(locate.maxUs() / 1e3), 5)));
    }
}
