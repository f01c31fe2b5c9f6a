package io.forerun.perf;

import io.forerun.core.EngineConfig;
import io.forerun.prewarm.PrewarmConfig;
import java.util.List;

/**
 * What does it cost the engine's thread to know who is due, beside the same with that switched off? Both engines have a model of users
 * in force under which about half of the users are due in some of their stretches; nobody listens.
 */
final class PrewarmBench {
    private static final int SLOT_RECORDS = 256;
    private static final double PROBABILITY = .7;

    /** Rates at which a stretch of five minutes has an event or not. */
    private static final double LEAST_RATE = .001;

    private static final double MOST_RATE = .006;

    private final Workload workload;

    PrewarmBench(final Workload workload) {
        this.workload = workload;
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) {
        final byte[] model = ModelBench.model(LEAST_RATE, MOST_RATE);
        final EngineConfig announcing = ServerUnderTest.ENGINE.withPrewarm(new PrewarmConfig(PROBABILITY));
        final int records = workload.count() - workload.users();
        final Laps on = new Laps(new double[laps]);
        final Laps off = new Laps(new double[laps]);
        final Latency unused = Latency.of("not reported");
        try (EngineUnderTest with = new EngineUnderTest(workload, SLOT_RECORDS, announcing, model);
                EngineUnderTest without = new EngineUnderTest(workload, SLOT_RECORDS, model)) {
            long taken = workload.users();
            with.timed(unused, unused).run(taken);
            without.timed(unused, unused).run(taken);
            for (int turn = -1; turn < laps; turn++) {
                final int lap = Math.max(0, turn);
                taken += records;
                on.values()[lap] = records * 1e9 / with.timed(unused, unused).run(taken);
                off.values()[lap] =
                        records * 1e9 / without.timed(unused, unused).run(taken);
            }
            Answers.require(
                    "accepted", with.status().accepted(), without.status().accepted());
            Answers.require("due later while off", without.status().dueLater(), 0);
            return new Figure(
                    "engine-prewarm",
                    records,
                    on,
                    "the same with nobody announced",
                    off,
                    List.of(),
                    null,
                    List.of(
                            Measure.plain("record_ns", on.perSecondToNs()),
                            Measure.plain("record_ns_off", off.perSecondToNs()),
                            Measure.plain(
                                    "users_due_later", Laps.of(with.status().dueLater())),
                            Measure.plain("time_over_off", off.over(on))));
        }
    }
}
