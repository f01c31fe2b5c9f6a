package io.forerun.neural;

/**
 * Weights of one gated recurrent unit (Cho et al. 2014), in the form whose reset gate acts on the recurrent product, bias
 * included (Keras {@code reset_after}, PyTorch, ONNX {@code linear_before_reset = 1}):
 *
 * <pre>
 *   r = sigmoid(x Wr + h Ur + br)
 *   z = sigmoid(x Wz + h Uz + bz)
 *   n = tanh(x Wn + bn + r * (h Un + cn))
 *   h' = n + z * (h - n)
 * </pre>
 *
 * <p>Matrices have one row per input, so that outputs lie side by side: a lane of a vector is an output and sums run over rows.
 * The columns of a row are those of r, then z, then n. Immutable, any thread.
 */
public final class GruWeights {
    /** Gates in a row of a matrix, in this order. */
    static final int RESET = 0;

    static final int UPDATE = 1;
    static final int CANDIDATE = 2;
    static final int GATES = 3;

    private static final int MOST = 1_024;

    private final int inputs;
    private final int hidden;
    private final float[] input;
    private final float[] recurrent;
    private final float[] bias;
    private final float[] candidateBias;

    private GruWeights(
            final int inputs,
            final int hidden,
            final float[] input,
            final float[] recurrent,
            final float[] bias,
            final float[] candidateBias) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.input = input;
        this.recurrent = recurrent;
        this.bias = bias;
        this.candidateBias = candidateBias;
    }

    /**
     * Weights with copies of these arrays.
     *
     * @param inputs features of an event, I, 1 to 1,024
     * @param hidden numbers of a state, H, 1 to 1,024
     * @param input W, [I][3H] row by row
     * @param recurrent U, [H][3H] row by row
     * @param bias b, [3H]
     * @param candidateBias c of the candidate, [H]
     * @throws IllegalArgumentException if a size is out of range or a number is not finite
     */
    public static GruWeights of(
            final int inputs,
            final int hidden,
            final float[] input,
            final float[] recurrent,
            final float[] bias,
            final float[] candidateBias) {
        within("inputs", inputs);
        within("hidden", hidden);
        return new GruWeights(
                inputs,
                hidden,
                copy("input", input, inputs * GATES * hidden),
                copy("recurrent", recurrent, hidden * GATES * hidden),
                copy("bias", bias, GATES * hidden),
                copy("candidateBias", candidateBias, hidden));
    }

    private static void within(final String name, final int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + ": value=" + value + ", allowed=1 to " + MOST);
        }
    }

    private static float[] copy(final String name, final float[] values, final int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(name + ": length=" + values.length + ", needed=" + length);
        }
        for (int index = 0; index < length; index++) {
            if (!Float.isFinite(values[index])) {
                throw new IllegalArgumentException(
                        name + "[" + index + "]: value=" + values[index] + ", needed=finite");
            }
        }
        return values.clone();
    }

    /** Features of an event, I. */
    public int inputs() {
        return inputs;
    }

    /** Numbers of a state, H. */
    public int hidden() {
        return hidden;
    }

    /** W, [I][3H]; shared within the package, never written. */
    float[] input() {
        return input;
    }

    /** U, [H][3H]; shared within the package, never written. */
    float[] recurrent() {
        return recurrent;
    }

    /** b, [3H]; shared within the package, never written. */
    float[] bias() {
        return bias;
    }

    /** c, [H]; shared within the package, never written. */
    float[] candidateBias() {
        return candidateBias;
    }
}
