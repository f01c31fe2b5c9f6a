package io.forerun.perf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An ONNX model of one GRU node with the weights of a {@link GruProblem}, as bytes. Field numbers are those of onnx.proto;
 * the node's gates are in the order update, reset, candidate, outputs before inputs, and {@code linear_before_reset} is on.
 */
final class OnnxGruModel {
    private static final int FLOAT = 1;
    private static final int OPSET = 14;
    private static final int IR_VERSION = 7;
    private static final int ATTRIBUTE_INT = 2;

    /** Where ONNX's gates stand among ours. */
    private static final int[] GATES = {1, 0, 2};

    private OnnxGruModel() {}

    static byte[] of(final GruProblem problem) {
        final int hidden = problem.hidden();
        final ProtobufMessage node = new ProtobufMessage();
        for (final String input : new String[] {"X", "W", "R", "B", "", "H"}) {
            node.text(1, input);
        }
        node.text(2, "").text(2, "Yh").text(4, "GRU");
        node.message(5, attribute("hidden_size", hidden)).message(5, attribute("linear_before_reset", 1));
        final ProtobufMessage graph = new ProtobufMessage()
                .message(1, node)
                .text(2, "gru")
                .message(5, tensor("W", turned(problem.input(), hidden), 1, 3L * hidden, hidden))
                .message(5, tensor("R", turned(problem.recurrent(), hidden), 1, 3L * hidden, hidden))
                .message(5, tensor("B", biases(problem), 1, 6L * hidden))
                .message(11, value("X", 1, problem.batch(), hidden))
                .message(11, value("H", 1, problem.batch(), hidden))
                .message(12, value("Yh", 1, problem.batch(), hidden));
        return new ProtobufMessage()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new ProtobufMessage().number(2, OPSET))
                .toBytes();
    }

    private static ProtobufMessage attribute(final String name, final long value) {
        return new ProtobufMessage().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    private static ProtobufMessage tensor(final String name, final float[] values, final long... dimensions) {
        final ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        final ProtobufMessage tensor = new ProtobufMessage();
        for (final long dimension : dimensions) {
            tensor.number(1, dimension);
        }
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private static ProtobufMessage value(final String name, final long... dimensions) {
        final ProtobufMessage shape = new ProtobufMessage();
        for (final long dimension : dimensions) {
            shape.message(1, new ProtobufMessage().number(1, dimension));
        }
        final ProtobufMessage tensor = new ProtobufMessage().number(1, FLOAT).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }

    /** [inputs][3H] as [3H][inputs], gates in their order there. */
    private static float[] turned(final float[] matrix, final int hidden) {
        final float[] out = new float[matrix.length];
        final int inputs = matrix.length / (3 * hidden);
        for (int row = 0; row < 3 * hidden; row++) {
            for (int input = 0; input < inputs; input++) {
                out[row * inputs + input] = matrix[(input * 3 + GATES[row / hidden]) * hidden + row % hidden];
            }
        }
        return out;
    }

    /** Biases of inputs, then those of states, of which only the candidate has any. */
    private static float[] biases(final GruProblem problem) {
        final int hidden = problem.hidden();
        final float[] out = new float[6 * hidden];
        for (int gate = 0; gate < GATES.length; gate++) {
            System.arraycopy(problem.bias(), GATES[gate] * hidden, out, gate * hidden, hidden);
        }
        System.arraycopy(problem.candidateBias(), 0, out, 5 * hidden, hidden);
        return out;
    }
}
