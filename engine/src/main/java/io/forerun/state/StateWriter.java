package io.forerun.state;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes a state in blocks with a checksum each; {@link #close} writes the end. */
public final class StateWriter implements Archive, AutoCloseable {
    private final Consumer<ByteBuffer> sink;
    private final ByteBuffer block = Block.allocate().position(Block.HEADER);

    /** Writes to a sink, which takes all that remains of the buffer that it is given, and may throw. */
    public StateWriter(final Consumer<ByteBuffer> sink) {
        this.sink = sink;
    }

    @Override
    public boolean isRestoring() {
        return false;
    }

    @Override
    public boolean isFolding() {
        return false;
    }

    @Override
    public long pass(final long value) {
        room(Long.BYTES).putLong(value);
        return value;
    }

    @Override
    public int pass(final int value) {
        room(Integer.BYTES).putInt(value);
        return value;
    }

    @Override
    public double pass(final double value) {
        room(Double.BYTES).putLong(Double.doubleToRawLongBits(value));
        return value;
    }

    @Override
    public float pass(final float value) {
        room(Float.BYTES).putInt(Float.floatToRawIntBits(value));
        return value;
    }

    @Override
    public boolean pass(final boolean value) {
        room(1).put((byte) (value ? 1 : 0));
        return value;
    }

    @Override
    public String pass(final String text) {
        final byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        pass(text == null ? -1 : bytes.length);
        pass(MemorySegment.ofArray(bytes));
        return text;
    }

    @Override
    public void pass(final long[] values) {
        pass(values.length);
        pass(MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final int[] values) {
        pass(values.length);
        pass(MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final short[] values) {
        pass(values.length);
        pass(MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final byte[] values) {
        pass(values.length);
        pass(MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final float[] values) {
        pass(values.length);
        pass(MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final double[] values) {
        pass(values.length);
        pass(MemorySegment.ofArray(values));
    }

    @Override
    public void pass(final boolean[] values) {
        pass(values.length);
        for (final boolean value : values) {
            pass(value);
        }
    }

    @Override
    public void pass(final MemorySegment bytes) {
        final MemorySegment content = MemorySegment.ofArray(block.array());
        for (long done = 0; done < bytes.byteSize(); ) {
            final int length = (int) Math.min(room(1).remaining(), bytes.byteSize() - done);
            MemorySegment.copy(bytes, done, content, block.position(), length);
            block.position(block.position() + length);
            done += length;
        }
    }

    /** The block, with room for so many bytes. */
    private ByteBuffer room(final int bytes) {
        if (block.remaining() < bytes) {
            flush();
        }
        return block;
    }

    private void flush() {
        final int length = block.position() - Block.HEADER;
        block.putInt(0, length);
        block.putInt(Integer.BYTES, Block.sum(block, length));
        block.flip();
        sink.accept(block);
        block.clear().position(Block.HEADER);
    }

    /** Writes what is left and the end. Without it what was written counts as cut off. */
    @Override
    public void close() {
        if (block.position() > Block.HEADER) {
            flush();
        }
        flush();
    }
}
