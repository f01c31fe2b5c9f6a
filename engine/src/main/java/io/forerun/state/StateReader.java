package io.forerun.state;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/** Puts back what a {@link StateWriter} wrote; what is given to be passed is ignored, but for the length of arrays. */
public final class StateReader implements Archive {
    private static final int LONGEST_TEXT = 1 << 24;

    private final ToIntFunction<ByteBuffer> source;
    private final ByteBuffer block = Block.allocate().limit(0);

    /** Reads from a source, which puts bytes into the buffer that it is given, says how many, or -1 at its end, and may throw. */
    public StateReader(final ToIntFunction<ByteBuffer> source) {
        this.source = source;
    }

    @Override
    public boolean isRestoring() {
        return true;
    }

    @Override
    public boolean isFolding() {
        return false;
    }

    @Override
    public long pass(final long value) {
        return next(Long.BYTES).getLong();
    }

    @Override
    public int pass(final int value) {
        return next(Integer.BYTES).getInt();
    }

    @Override
    public double pass(final double value) {
        return Double.longBitsToDouble(next(Double.BYTES).getLong());
    }

    @Override
    public float pass(final float value) {
        return Float.intBitsToFloat(next(Float.BYTES).getInt());
    }

    @Override
    public boolean pass(final boolean value) {
        return next(1).get() != 0;
    }

    @Override
    public String pass(final String text) {
        final int length = pass(0);
        if (length < 0) {
            return null;
        }
        if (length > LONGEST_TEXT) {
            throw new StateException("state: length of text=" + length + ", allowed=up to " + LONGEST_TEXT);
        }
        final byte[] bytes = new byte[length];
        pass(MemorySegment.ofArray(bytes));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void pass(final long[] values) {
        fill(values.length, MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final int[] values) {
        fill(values.length, MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final short[] values) {
        fill(values.length, MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final byte[] values) {
        fill(values.length, MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final float[] values) {
        fill(values.length, MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final double[] values) {
        fill(values.length, MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final boolean[] values) {
        requireLength(values.length);
        for (int index = 0; index < values.length; index++) {
            values[index] = pass(false);
        }
    }

    private void fill(final int length, final MemorySegment values) {
        requireLength(length);
        pass(values);
    }

    private void requireLength(final int length) {
        final int written = pass(0);
        if (written != length) {
            throw new StateException("state: length of array=" + written + ", allowed=" + length);
        }
    }

    @Override
    public void pass(final MemorySegment bytes) {
        final MemorySegment content = MemorySegment.ofArray(block.array());
        for (long done = 0; done < bytes.byteSize(); ) {
            if (!block.hasRemaining()) {
                load();
            }
            final int length = (int) Math.min(block.remaining(), bytes.byteSize() - done);
            MemorySegment.copy(content, block.position(), bytes, done, length);
            block.position(block.position() + length);
            done += length;
        }
    }

    /** The block, standing before the next value: single values never cross from one block into another. */
    private ByteBuffer next(final int bytes) {
        if (!block.hasRemaining()) {
            load();
        }
        if (block.remaining() < bytes) {
            throw new StateException("state: another shape: " + block.remaining() + " bytes left of " + bytes);
        }
        return block;
    }

    private void load() {
        block.clear().limit(Block.HEADER);
        fill();
        final int length = block.getInt(0);
        if (length < 0 || length > Block.CAPACITY) {
            throw new StateException("state: length of block=" + length + ", allowed=0 to " + Block.CAPACITY);
        }
        block.limit(Block.HEADER + length);
        fill();
        if (block.getInt(Integer.BYTES) != Block.sum(block, length)) {
            throw new StateException("state: checksum of block does not match");
        }
        if (length == 0) {
            throw new StateException("state: ends early");
        }
        block.position(Block.HEADER);
    }

    private void fill() {
        while (block.hasRemaining()) {
            if (source.applyAsInt(block) < 0) {
                throw new StateException("state: cut off");
            }
        }
    }
}
