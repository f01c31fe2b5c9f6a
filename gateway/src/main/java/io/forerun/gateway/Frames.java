package io.forerun.gateway;

import io.forerun.codec.ActivityBatchEncoder;
import io.forerun.codec.GroupSizeEncodingEncoder;
import io.forerun.codec.MessageHeaderEncoder;

/** Sizes of the framing: a u32 length, then one message. */
public final class Frames {
    /** Bytes of the length in front of a message. */
    public static final int LENGTH_BYTES = Integer.BYTES;

    /** Bytes of a frame at most, its length included. */
    public static final int MAX_FRAME = 64 * 1024;

    /** Records in one ActivityBatch at most. */
    public static final int MAX_BATCH = (MAX_FRAME
                    - LENGTH_BYTES
                    - MessageHeaderEncoder.ENCODED_LENGTH
                    - ActivityBatchEncoder.BLOCK_LENGTH
                    - GroupSizeEncodingEncoder.ENCODED_LENGTH)
            / ActivityBatchEncoder.RecordsEncoder.sbeBlockLength();

    private Frames() {}
}
