package io.forerun.neural;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A model as bytes, little-endian.
 *
 * <pre>
 *  0               8       12      16      20      24      28      32
 * +---------------+-------+-------+-------+-------+-------+-------+
 * |  "FRMODEL\0"  |version| length|inputs |hidden |params |actions|
 * +---------------+-------+-------+-------+-------+-------+-------+
 * |    from ms    | held back ms  |     to ms     |    events     |   32
 * +---------------+---------------+---------------+---------------+
 * |  scales, one float for each rate                             ...   64
 * |  parameters, floats in the order of ParameterGroup           ...
 * +---------------------------------------------------------------+
 * |  SHA-256 of all bytes before                                  |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * The checksum is also the model's name. Stateless, any thread.
 */
public final class ModelFormat {
    private static final long MAGIC = 0x004C45444F4D5246L;
    private static final int VERSION = 1;
    private static final int HEADER = 64;
    private static final int DIGEST = 32;
    private static final int SCALES = ParameterGroup.RATES.columns;
    private static final int LENGTH = HEADER + Float.BYTES * (SCALES + ParameterGroup.TOTAL) + DIGEST;

    private ModelFormat() {}

    /** Bytes of a model. */
    public static byte[] encode(final NeuralModel model) {
        final ByteBuffer out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(MAGIC).putInt(VERSION).putInt(LENGTH);
        out.putInt(Features.INPUTS).putInt(ParameterGroup.HIDDEN);
        out.putInt(ParameterGroup.TOTAL).putInt(model.actions);
        final TrainingSpan span = model.span();
        out.putLong(span.fromMs()).putLong(span.heldBackMs()).putLong(span.toMs());
        out.putLong(span.events());
        for (final float rate : model.scale) {
            out.putFloat(rate);
        }
        for (final float parameter : model.parameters) {
            out.putFloat(parameter);
        }
        out.put(digest(out.array()));
        return out.array();
    }

    /** SHA-256 of a model's bytes, the checksum at their end left out. */
    private static byte[] digest(final byte[] bytes) {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, LENGTH - DIGEST);
            return digest.digest();
        } catch (final NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** The checksum that names a model. */
    public static byte[] name(final byte[] bytes) {
        return Arrays.copyOfRange(bytes, bytes.length - DIGEST, bytes.length);
    }

    /** The first eight bytes of the checksum, which tell one model from another. */
    public static long shortName(final byte[] bytes) {
        return ByteBuffer.wrap(name(bytes)).getLong();
    }

    /**
     * The model of some bytes.
     *
     * @throws ModelFormatException if they are none, damaged, of a newer version or of another shape
     */
    public static NeuralModel decode(final byte[] bytes) throws ModelFormatException {
        final ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        refuseIf(bytes.length < HEADER || in.getLong() != MAGIC, "not a model: its first bytes are others");
        final int version = in.getInt();
        refuseIf(
                version > VERSION,
                "version=" + version + ", allowed=up to " + VERSION + ": written by a newer release");
        refuseIf(version != VERSION, "version=" + version + ", allowed=" + VERSION);
        final int length = in.getInt();
        refuseIf(length != bytes.length, "length=" + bytes.length + ", needed=" + length + ": cut off or damaged");
        final String shape = in.getInt() + " " + in.getInt() + " " + in.getInt();
        final String needed = Features.INPUTS + " " + ParameterGroup.HIDDEN + " " + ParameterGroup.TOTAL;
        refuseIf(
                !shape.equals(needed) || length != LENGTH,
                "inputs, hidden, parameters=" + shape + ", needed=" + needed);
        refuseIf(!Arrays.equals(digest(bytes), name(bytes)), "checksum does not match: damaged");
        final int actions = in.getInt();
        refuseIf(
                actions < 1 || actions > Features.ACTIONS, "actions=" + actions + ", allowed=1 to " + Features.ACTIONS);
        final TrainingSpan span = new TrainingSpan(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        final float[] scale = floats(in, SCALES);
        final float[] parameters = floats(in, ParameterGroup.TOTAL);
        return new NeuralModel(parameters, scale, actions, span);
    }

    private static float[] floats(final ByteBuffer in, final int count) throws ModelFormatException {
        final float[] values = new float[count];
        for (int index = 0; index < count; index++) {
            values[index] = in.getFloat();
            refuseIf(!Float.isFinite(values[index]), "a number is not finite");
        }
        return values;
    }

    private static void refuseIf(final boolean wrong, final String reason) throws ModelFormatException {
        if (wrong) {
            throw new ModelFormatException("model: " + reason);
        }
    }
}
