package io.forerun.perf;

import io.forerun.neural.ModelFormat;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.ParameterGroup;
import io.forerun.neural.TrainingSpan;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many records a second does the engine's thread take while a model of users is in force, beside the floors of that: the
 * lines it has to touch, each at independent access, and the multiply-adds of the model at the processor's peak?
 *
 * <p>Touched are a user's page with both lines of the row, and a line in each of the two tables of contexts; all else fits into
 * caches. Floors are taken in the same laps.
 */
final class ModelBench {
    private static final int SLOT_RECORDS = 256;
    private static final int FEW_USERS = 100_000;
    private static final int CONTEXT_LINES = 2;
    private static final int HIDDEN = ParameterGroup.HIDDEN;
    private static final int DEMAND_WEIGHTS = 5;
    private static final long SEED = 13;

    /** Of the cell's two matrices, and of the demand head. */
    private static final double OPERATIONS = 2.0 * HIDDEN * (2 * 3 * HIDDEN + DEMAND_WEIGHTS);

    private final Workload workload;

    ModelBench(final Workload workload) {
        this.workload = workload;
    }

    /** Weights of no meaning: arithmetic takes the same time whatever they are. */
    static byte[] model() {
        return model(.01, .5);
    }

    /** The same, the rates of its users between these, per second for those of the next event. */
    static byte[] model(final double least, final double most) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final float[] parameters = new float[ParameterGroup.TOTAL];
        for (int index = 0; index < parameters.length; index++) {
            parameters[index] = (float) random.nextDouble(-.3, .3);
        }
        final float[] scale = new float[ParameterGroup.RATES.columns];
        for (int index = 0; index < scale.length; index++) {
            scale[index] = (float) random.nextDouble(least, most);
        }
        return ModelFormat.encode(new NeuralModel(parameters, scale, 9, new TrainingSpan(0, 1, 2, 3)));
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) {
        final byte[] model = model();
        final Workload few = Workload.of(SEED, Math.min(FEW_USERS, workload.users()), FEW_USERS, false);
        Answers.require("learned hash in slots of 7", learned(few, 7, model), learned(few, SLOT_RECORDS, model));
        final int records = workload.count() - workload.users();
        final Laps perSecond = new Laps(new double[laps]);
        final Laps rowNs = new Laps(new double[laps]);
        final Laps lineNs = new Laps(new double[laps]);
        final Laps peakNs = new Laps(new double[laps]);
        final Laps floor = new Laps(new double[laps]);
        final FmaPeak peak = new FmaPeak();
        final Latency unused = Latency.of("not reported");
        try (EngineUnderTest engine = new EngineUnderTest(workload, SLOT_RECORDS, model);
                RandomPages pages = new RandomPages(SEED, workload.users() * 142L, records);
                RandomRows lines = new RandomRows(workload.users())) {
            engine.timed(unused, unused).run(workload.users());
            long taken = workload.users();
            for (int turn = -1; turn < laps; turn++) {
                final int lap = Math.max(0, turn);
                taken += records;
                perSecond.values()[lap] =
                        records * 1e9 / engine.timed(unused, unused).run(taken);
                rowNs.values()[lap] = 1e9 / pages.perSecond();
                lineNs.values()[lap] = 1e9 / lines.perSecond(workload, workload.users());
                peakNs.values()[lap] = OPERATIONS * 1e9 / peak.perSecond();
                floor.values()[lap] =
                        1e9 / (rowNs.values()[lap] + CONTEXT_LINES * lineNs.values()[lap] + peakNs.values()[lap]);
            }
            Answers.require("accepted", engine.status().accepted(), taken);
        }
        return new Figure(
                "engine-model",
                records,
                perSecond,
                "lines touched at independent access, and multiply-adds at the peak",
                floor,
                List.of(),
                null,
                List.of(
                        Measure.plain("record_ns", perSecond.perSecondToNs()),
                        Measure.plain("floor_row_ns", rowNs),
                        Measure.plain("floor_context_line_ns", lineNs),
                        Measure.plain("floor_arithmetic_ns", peakNs),
                        Measure.atMost("time_over_floors", floor.over(perSecond), 2)));
    }

    private static long learned(final Workload workload, final int slotRecords, final byte[] model) {
        try (EngineUnderTest engine = new EngineUnderTest(workload, slotRecords, model)) {
            engine.run(workload.count());
            Answers.require("accepted", engine.status().accepted(), workload.count());
            return engine.learnedHash();
        }
    }
}
