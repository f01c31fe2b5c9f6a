package io.forerun.perf;

import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import java.util.List;

/**
 * With many groups, how long does the engine keep a record waiting? A tick is worked off in slices between records, so the
 * longest stretch should not depend on how many groups there are; and a group should cost about the same, though the numbers of
 * all of them are far more than any cache holds.
 */
final class GroupsBench {
    private static final int USERS = 200_000;
    private static final int SLOT_RECORDS = 256;
    private static final int REGIONS = 3;
    private static final int FEW = 7;
    private static final long SEED = 12;

    /** Minutes before it counts: until then young groups have less to do, and code is being compiled. */
    private static final int WARMING_MINUTES = 35;

    private static final double LONGEST_MS = 2;

    private final int groups;
    private final int lapMinutes;

    /** With so many groups; so many simulated minutes in a lap. */
    GroupsBench(final int groups, final int lapMinutes) {
        this.groups = groups;
        this.lapMinutes = lapMinutes;
    }

    Figure run(final int laps) {
        final Workload workload =
                Workload.of(SEED, USERS, Workload.RECORDS_PER_MINUTE, false).ofServices(groups / REGIONS);
        final Latency slot = Latency.of("slot of 256 records and a slice of a tick, in the engine");
        final Latency slotCpu = Latency.of("the same by the thread's processor time");
        try (EngineUnderTest engine = new EngineUnderTest(workload, SLOT_RECORDS, config(workload.series()))) {
            final long warm = workload.users() + (long) WARMING_MINUTES * Workload.RECORDS_PER_MINUTE;
            engine.run(warm);
            Answers.require("series", engine.status().groups(), workload.series());
            engine.timed(slot, slotCpu).run(warm + (long) laps * lapMinutes * Workload.RECORDS_PER_MINUTE);
        }
        final double[] perSecond = new double[laps];
        final double[] limit = new double[laps];
        try (GroupCost many = new GroupCost(SEED, workload.series());
                GroupCost few = new GroupCost(SEED, FEW)) {
            final int fewTicks = Math.max(1, lapMinutes * workload.series() / FEW);
            many.groupNs(WARMING_MINUTES);
            few.groupNs(WARMING_MINUTES * fewTicks);
            for (int lap = 0; lap < laps; lap++) {
                perSecond[lap] = 1e9 / many.groupNs(lapMinutes);
                limit[lap] = 1e9 / few.groupNs(fewTicks);
            }
        }
        return figure(workload.series(), new Laps(perSecond), new Laps(limit), slot, slotCpu);
    }

    private static EngineConfig config(final int series) {
        final EngineConfig usual = ServerUnderTest.ENGINE;
        final ForecastConfig forecast = usual.forecast();
        return new EngineConfig(
                usual.secretSeed(),
                new ForecastConfig(forecast.bucketMs(), forecast.steps(), forecast.tolerance(), series),
                usual.maxUsers(),
                usual.maxStreams(),
                usual.mode(),
                usual.fleet());
    }

    private Figure figure(
            final int series, final Laps perSecond, final Laps limit, final Latency slot, final Latency slotCpu) {
        return new Figure(
                "groups",
                (long) series * lapMinutes,
                perSecond,
                "seven groups, whose numbers the cache holds",
                limit,
                List.of(),
                slot,
                List.of(
                        Measure.plain("groups", Laps.of(series)),
                        Measure.plain("group_ns", perSecond.perSecondToNs()),
                        Measure.plain("group_ns_of_seven", limit.perSecondToNs()),
                        Measure.plain("longest_stretch_ms", Laps.of(slot.maxUs() / 1e3)),
                        Measure.plain("p99.9_stretch_cpu_ms", Laps.of(slotCpu.us(99.9) / 1e3)),
                        Measure.atMost("longest_stretch_cpu_ms", Laps.of(slotCpu.maxUs() / 1e3), LONGEST_MS)));
    }
}
