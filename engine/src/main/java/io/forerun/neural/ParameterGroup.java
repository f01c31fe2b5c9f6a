package io.forerun.neural;

import io.forerun.simd.Matrix;

/**
 * The parts of the model's parameters and where each begins in the one array that holds them all. Matrices have one row per
 * input, outputs side by side; in heads the last row is the bias.
 */
public enum ParameterGroup {
    ACTION_EMBEDDING(Features.ACTIONS, Features.ACTION_WIDTH),
    OBJECT_EMBEDDING(Features.OBJECTS, Features.OBJECT_WIDTH),
    DEVICE_EMBEDDING(Features.DEVICES, Features.DEVICE_WIDTH),
    INPUT(Features.INPUTS, 3 * ParameterGroup.HIDDEN),
    RECURRENT(ParameterGroup.HIDDEN, 3 * ParameterGroup.HIDDEN),
    BIAS(1, 3 * ParameterGroup.HIDDEN),
    CANDIDATE_BIAS(1, ParameterGroup.HIDDEN),

    /** First the demand head's columns, then the hazard head's. */
    RATES(ParameterGroup.HIDDEN + 1, TimeConstants.COUNT + HazardBins.COUNT),
    NEXT_ACTION(ParameterGroup.HIDDEN + 1, Features.ACTIONS),

    /** How the demand head's reach into the future differs from its formula, by horizon and time constant. */
    REACH(DemandCurve.HORIZONS, TimeConstants.COUNT);

    /** Numbers of a state. */
    public static final int HIDDEN = 32;

    /** All parameters. */
    public static final int TOTAL = REACH.end();

    /** Inputs, a bias included. */
    public final int rows;

    /** Outputs. */
    public final int columns;

    ParameterGroup(final int rows, final int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    public int length() {
        return rows * columns;
    }

    /** Index of its first number. */
    public int offset() {
        return Offsets.OF[ordinal()];
    }

    public int end() {
        return offset() + length();
    }

    /** The group in an array of all parameters. */
    public Matrix in(final float[] parameters) {
        return Matrix.of(parameters, offset(), rows, columns);
    }

    /** Apart, since an enumeration's constants cannot see one another while they are made. */
    private static final class Offsets {
        static final int[] OF = new int[ParameterGroup.values().length];

        static {
            for (int group = 1; group < OF.length; group++) {
                OF[group] = OF[group - 1] + ParameterGroup.values()[group - 1].length();
            }
        }
    }
}
