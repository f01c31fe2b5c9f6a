package io.forerun.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The unit of a written state: length and CRC32C of the content, four bytes each, then the content. Nothing of a block is
 * believed before its sum was checked. A state ends with an empty block.
 */
final class Block {
    /** Bytes before the content. */
    static final int HEADER = 2 * Integer.BYTES;

    /** Content at most. */
    static final int CAPACITY = 1 << 20;

    private Block() {}

    /** An empty buffer for a whole block. */
    static ByteBuffer allocate() {
        return ByteBuffer.allocate(HEADER + CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Sum of the content and its length. */
    static int sum(final ByteBuffer block, final int length) {
        final CRC32C crc = new CRC32C();
        crc.update(block.array(), HEADER, length);
        crc.update(length);
        return (int) crc.getValue();
    }
}
