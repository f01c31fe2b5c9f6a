package io.forerun.perf;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime on one thread, with inputs and output in memory that it need not copy. */
public final class OnnxGru implements GruPeer {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private OrtSession session;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;
    private FloatBuffer states;

    /** Made by the service loader. */
    public OnnxGru() {}

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public void load(final GruProblem problem) {
        try {
            final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(OnnxGruModel.of(problem), options);
            final long[] shape = {1, problem.batch(), problem.hidden()};
            states = direct(new float[problem.states().length]);
            inputs = Map.of("X", tensor(direct(problem.x()), shape), "H", tensor(direct(problem.stateValues()), shape));
            outputs = Map.of("Yh", tensor(states, shape));
        } catch (final OrtException failed) {
            throw new IllegalStateException("onnxruntime: " + failed.getMessage(), failed);
        }
    }

    private OnnxTensor tensor(final FloatBuffer values, final long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    private static FloatBuffer direct(final float[] values) {
        final FloatBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * values.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return buffer.put(values).rewind();
    }

    @Override
    public void step() {
        try {
            session.run(inputs, outputs).close();
        } catch (final OrtException failed) {
            throw new IllegalStateException("onnxruntime: " + failed.getMessage(), failed);
        }
    }

    @Override
    public float[] states() {
        final float[] values = new float[states.capacity()];
        states.rewind().get(values);
        return values;
    }

    @Override
    public void close() {
        try {
            if (session != null) {
                inputs.values().forEach(OnnxTensor::close);
                outputs.values().forEach(OnnxTensor::close);
                session.close();
            }
        } catch (final OrtException failed) {
            throw new IllegalStateException("onnxruntime: " + failed.getMessage(), failed);
        }
    }
}
