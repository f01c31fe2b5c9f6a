package io.forerun.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarLayers} on vectors, one short method per step. Where several of them are compiled into one method, it exceeds the
 * JIT's limit of nodes, the rest is not inlined and its vectors become objects: 380 ns an event instead of 110. So the JVM's
 * options forbid to inline these steps into their callers.
 */
final class VectorLayers {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> WHOLES = VectorSpecies.of(int.class, LANES.vectorShape());
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(LANES.vectorBitSize() / 2));
    private static final int N = LANES.length();

    private VectorLayers() {}

    private static FloatVector at(final float[] array, final int index) {
        return FloatVector.fromArray(LANES, array, index);
    }

    private static FloatVector all(final float value) {
        return FloatVector.broadcast(LANES, value);
    }

    private static FloatVector tanh(final FloatVector x) {
        final IntVector bits = x.reinterpretAsInts();
        final FloatVector bounded = bits.min(Activation.BOUND_BITS)
                .lanewise(VectorOperators.UMIN, Activation.BOUND_BITS | Integer.MIN_VALUE)
                .reinterpretAsFloats();
        final FloatVector square = bounded.mul(bounded);
        final FloatVector p = all(Activation.P7)
                .fma(square, all(Activation.P5))
                .fma(square, all(Activation.P3))
                .fma(square, all(Activation.P1));
        final FloatVector m = all(Activation.M6)
                .fma(square, all(Activation.M4))
                .fma(square, all(Activation.M2))
                .fma(square, all(-1));
        final FloatVector guess = IntVector.broadcast(WHOLES, Activation.RECIPROCAL_BITS)
                .sub(m.reinterpretAsInts())
                .reinterpretAsFloats();
        final FloatVector off = m.fma(guess, all(1));
        final FloatVector better = guess.fma(off.fma(off, off), guess);
        return p.mul(bounded).mul(better.fma(m.fma(better, all(1)), better));
    }

    static void sigmoid(final float[] values, final int from, final int stride, final int length, final int rows) {
        final FloatVector half = all(.5f);
        for (int row = 0; row < rows; row++) {
            final int start = from + row * stride;
            final int bound = start + LANES.loopBound(length);
            for (int index = start; index < bound; index += N) {
                half.fma(tanh(at(values, index).mul(half)), half).intoArray(values, index);
            }
            ScalarLayers.sigmoid(values, bound, start + length);
        }
    }

    static void gruState(
            final float[] gates,
            final int hidden,
            final int rows,
            final float[] states,
            final int from,
            final int stride) {
        final int bound = LANES.loopBound(hidden);
        for (int row = 0; row < rows; row++) {
            final int gate = row * 4 * hidden;
            final int state = from + row * stride;
            for (int j = 0; j < bound; j += N) {
                final FloatVector reset = at(gates, gate + j);
                final FloatVector update = at(gates, gate + hidden + j);
                final FloatVector candidate =
                        tanh(reset.fma(at(gates, gate + 3 * hidden + j), at(gates, gate + 2 * hidden + j)));
                update.fma(at(states, state + j).sub(candidate), candidate).intoArray(states, state + j);
            }
            ScalarLayers.gruState(gates, gate, hidden, states, state, bound);
        }
    }

    static void quantise(
            final float[] states,
            final int from,
            final int stride,
            final int length,
            final int rows,
            final short[] codes,
            final int to) {
        final int bound = LANES.loopBound(length);
        for (int row = 0; row < rows; row++) {
            final int state = from + row * stride;
            final int code = to + row * length;
            for (int j = 0; j < bound; j += N) {
                final FloatVector whole = at(states, state + j).fma(all(ScalarLayers.UNIT), all(ScalarLayers.ROUNDER));
                final IntVector bits = whole.reinterpretAsInts();
                ((ShortVector) bits.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(codes, code + j);
                whole.sub(all(ScalarLayers.ROUNDER)).mul(1 / ScalarLayers.UNIT).intoArray(states, state + j);
            }
            ScalarLayers.quantise(states, state + bound, codes, code + bound, length - bound);
        }
    }

    static void dequantise(
            final short[] codes,
            final int from,
            final int length,
            final int rows,
            final float[] states,
            final int to,
            final int stride) {
        final int bound = LANES.loopBound(length);
        for (int row = 0; row < rows; row++) {
            final int code = from + row * length;
            final int state = to + row * stride;
            for (int j = 0; j < bound; j += N) {
                final FloatVector whole = (FloatVector)
                        ShortVector.fromArray(SHORTS, codes, code + j).convertShape(VectorOperators.S2F, LANES, 0);
                whole.mul(1 / ScalarLayers.UNIT).intoArray(states, state + j);
            }
            ScalarLayers.dequantise(codes, code + bound, states, state + bound, length - bound);
        }
    }
}
