package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Workload;
import java.util.Arrays;

/** Figures of the part before the test. */
public final class TrainingPart {
    private TrainingPart() {}

    /** Highest demand of a bucket, 0 where none is known. */
    public static double highest(final Workload workload) {
        return Arrays.stream(workload.requests(), 0, workload.testFrom())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }
}
