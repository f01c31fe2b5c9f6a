package io.forerun.perf;

import java.util.List;

/**
 * Does a forecast cost the same whether there are many users or ten times as many? It should: it follows from sums over
 * groups, which the records keep, and visits no user.
 *
 * <p>Two engines see equally many records and buckets, one of ten times as many users; then their buckets end turn by turn.
 */
final class ForecastBench {
    /** Enough for a steady median. */
    static final int LAP_TICKS = 10;

    private static final int SLOT_RECORDS = 256;
    private static final double MOST_RATIO = 1.2;

    private final Workload many;
    private final Workload few;
    private final int lapTicks;

    /** With so many users, and a tenth of them; so many buckets end in a lap. */
    ForecastBench(final long seed, final int users, final int lapTicks) {
        this.lapTicks = lapTicks;
        many = Workload.of(seed, users, Workload.RECORDS_PER_MINUTE, false);
        few = Workload.of(seed, Math.max(2, users / 10), Workload.RECORDS_PER_MINUTE, false);
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) {
        final Laps perSecond = Laps.of(new double[laps]);
        final Laps limit = Laps.of(new double[laps]);
        try (EngineUnderTest big = new EngineUnderTest(many, SLOT_RECORDS);
                EngineUnderTest small = new EngineUnderTest(few, SLOT_RECORDS)) {
            long taken = many.users();
            small.run(taken);
            big.run(taken);
            Answers.require("users", big.status().users(), many.users());
            Answers.require("a tenth of the users", small.status().users(), few.users());
            final int groups = big.status().groups();
            Answers.require("groups", small.status().groups(), groups);
            for (int turn = -1; turn < laps; turn++) {
                final Latency unused = Latency.of("lap");
                big.timed(unused, unused);
                small.timed(unused, unused);
                for (int tick = 0; tick < lapTicks; tick++) {
                    taken += Workload.RECORDS_PER_MINUTE;
                    small.run(taken);
                    big.run(taken);
                }
                final int lap = Math.max(0, turn);
                perSecond.values()[lap] = groups * lapTicks * 1e9 / big.tickNs();
                limit.values()[lap] = groups * lapTicks * 1e9 / small.tickNs();
            }
            return figure(groups, perSecond, limit);
        }
    }

    private Figure figure(final int groups, final Laps perSecond, final Laps limit) {
        return new Figure(
                "forecast",
                (long) groups * lapTicks,
                perSecond,
                "the same with a tenth of the users",
                limit,
                List.of(),
                null,
                List.of(
                        Measure.plain("group_ns", perSecond.perSecondToNs()),
                        Measure.plain("group_ns_tenth_of_users", limit.perSecondToNs()),
                        Measure.atMost("time_over_tenth_of_users", limit.over(perSecond), MOST_RATIO)));
    }
}
