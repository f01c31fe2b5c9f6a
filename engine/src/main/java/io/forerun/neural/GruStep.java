package io.forerun.neural;

import io.forerun.simd.Kernels;
import io.forerun.simd.PackedMatrix;

/**
 * Moves many states of one {@link GruWeights} by one event each. A caller fills the features of slots, then steps a range of
 * slots whose states are of different users. States are 16-bit fixed point and rounded after every event, so a step does not
 * depend on how events were batched. One thread; no allocation.
 *
 * <p>A slot's row holds features and state side by side, so that the gates which sum over both are one matrix product; the
 * candidate's two parts are products of their own, as the reset gate acts between them.
 */
public final class GruStep {
    /** Slots worked on at once: their gates then stay in the cache. */
    private static final int BLOCK = 32;

    private final Kernels kernels;
    private final int inputs;
    private final int hidden;
    private final int width;
    private final PackedMatrix gates;
    private final PackedMatrix candidateInput;
    private final PackedMatrix candidateState;
    private final float[] slots;
    private final float[] sums;

    /**
     * A step of these weights.
     *
     * @param capacity slots
     */
    public GruStep(final GruWeights weights, final Kernels kernels, final int capacity) {
        this.kernels = kernels;
        inputs = weights.inputs();
        hidden = weights.hidden();
        width = inputs + hidden;
        final int gateColumns = GruWeights.CANDIDATE * hidden;
        final float[] both = new float[width * gateColumns];
        columns(weights.input(), hidden, 0, gateColumns, both, 0);
        columns(weights.recurrent(), hidden, 0, gateColumns, both, inputs);
        final float[] fromInput = new float[inputs * hidden];
        final float[] fromState = new float[hidden * hidden];
        columns(weights.input(), hidden, gateColumns, hidden, fromInput, 0);
        columns(weights.recurrent(), hidden, gateColumns, hidden, fromState, 0);
        final float[] gateBias = new float[gateColumns];
        final float[] candidateBias = new float[hidden];
        System.arraycopy(weights.bias(), 0, gateBias, 0, gateColumns);
        System.arraycopy(weights.bias(), gateColumns, candidateBias, 0, hidden);
        gates = PackedMatrix.of(both, gateBias);
        candidateInput = PackedMatrix.of(fromInput, candidateBias);
        candidateState = PackedMatrix.of(fromState, weights.candidateBias());
        slots = new float[capacity * width];
        sums = new float[BLOCK * 4 * hidden];
    }

    private static void columns(
            final float[] from, final int hidden, final int first, final int count, final float[] to, final int toRow) {
        final int stride = GruWeights.GATES * hidden;
        for (int row = 0; row < from.length / stride; row++) {
            System.arraycopy(from, row * stride + first, to, (toRow + row) * count, count);
        }
    }

    /** Numbers of a state, H. */
    public int hidden() {
        return hidden;
    }

    /** Where the features of slots are written, each slot's from {@link #inputsAt} on. */
    public float[] slots() {
        return slots;
    }

    /** First of the I features of a slot in {@link #slots}. */
    public int inputsAt(final int slot) {
        return slot * width;
    }

    /** First of the H numbers of a slot's state in {@link #slots}: after a step the new state, as it was rounded. */
    public int stateAt(final int slot) {
        return slot * width + inputs;
    }

    /**
     * Takes the events of the slots from {@code first} on.
     *
     * @param states [capacity][H] by slot, replaced by the new ones; a code of 32,767 is 1
     */
    public void step(final short[] states, final int first, final int count) {
        for (int done = 0; done < count; done += BLOCK) {
            block(states, first + done, Math.min(BLOCK, count - done));
        }
    }

    private void block(final short[] states, final int first, final int count) {
        final int inputsAt = inputsAt(first);
        final int stateAt = stateAt(first);
        final int codesAt = first * hidden;
        final int sumsWidth = 4 * hidden;
        kernels.dequantise(states, codesAt, hidden, count, slots, stateAt, width);
        kernels.multiply(gates, slots, inputsAt, width, count, sums, 0, sumsWidth);
        kernels.multiply(candidateInput, slots, inputsAt, width, count, sums, 2 * hidden, sumsWidth);
        kernels.multiply(candidateState, slots, stateAt, width, count, sums, 3 * hidden, sumsWidth);
        kernels.sigmoid(sums, 0, sumsWidth, 2 * hidden, count);
        kernels.gruState(sums, hidden, count, slots, stateAt, width);
        kernels.quantise(slots, stateAt, width, hidden, count, states, codesAt);
    }
}
