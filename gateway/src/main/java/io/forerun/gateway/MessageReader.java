package io.forerun.gateway;

import io.forerun.codec.GroupSizeEncodingDecoder;
import io.forerun.codec.MessageHeaderDecoder;
import io.forerun.codec.RejectCode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the parts of one message whose lengths come from outside, each checked against what is there before it is used. One
 * per connection, reused.
 */
final class MessageReader {
    private final UnsafeBuffer buffer;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GroupSizeEncodingDecoder groupSize = new GroupSizeEncodingDecoder();
    private int position;
    private int end;

    MessageReader(final UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    /** Starts a message of {@code length} bytes in the buffer; returns its template. */
    int begin(final int length) throws BadFrameException {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new BadFrameException(
                    RejectCode.FRAME_LENGTH,
                    "frame length=" + length + ", allowed=" + MessageHeaderDecoder.ENCODED_LENGTH + " and up");
        }
        header.wrap(buffer, 0);
        end = length;
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new BadFrameException(
                    RejectCode.SCHEMA, "schema=" + header.schemaId() + ", allowed=" + MessageHeaderDecoder.SCHEMA_ID);
        }
        if (header.version() < 1) {
            throw new BadFrameException(RejectCode.VERSION, "version=" + header.version() + ", allowed=1 and up");
        }
        return header.templateId();
    }

    MessageHeaderDecoder header() {
        return header;
    }

    /** Checks the root block and moves behind it. */
    void root(final int minimumLength) throws BadFrameException {
        require(header.blockLength() >= minimumLength, "block length", header.blockLength(), minimumLength + " and up");
        position = MessageHeaderDecoder.ENCODED_LENGTH;
        skip(header.blockLength(), "root block");
    }

    /** Reads a group's head; returns its number of entries. The caller then moves over each. */
    int group(final int blockLength, final int maximumCount) throws BadFrameException {
        require(end - position >= GroupSizeEncodingDecoder.ENCODED_LENGTH, "bytes for a group", end - position, "4");
        groupSize.wrap(buffer, position);
        position += GroupSizeEncodingDecoder.ENCODED_LENGTH;
        require(
                groupSize.blockLength() == blockLength,
                "group block length",
                groupSize.blockLength(),
                "" + blockLength);
        require(
                groupSize.numInGroup() <= maximumCount,
                "group entries",
                groupSize.numInGroup(),
                "0 to " + maximumCount);
        return groupSize.numInGroup();
    }

    int position() {
        return position;
    }

    /** Moves over bytes that must be there. */
    void skip(final int bytes, final String what) throws BadFrameException {
        require(bytes <= end - position, what + " bytes", bytes, "0 to " + (end - position));
        position += bytes;
    }

    /** Reads text with its length in front. */
    String text(final int maximumBytes, final String what) throws BadFrameException {
        require(end - position >= Short.BYTES, "bytes for " + what, end - position, "2 and up");
        final int length = buffer.getShort(position, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        position += Short.BYTES;
        require(length <= maximumBytes, what + " length", length, "0 to " + maximumBytes);
        final int from = position;
        skip(length, what);
        final byte[] bytes = new byte[length];
        buffer.getBytes(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Checks that nothing is left over. A newer client may send more behind what is known; an equal one may not. */
    void finish() throws BadFrameException {
        if (header.version() <= MessageHeaderDecoder.SCHEMA_VERSION) {
            require(position == end, "bytes behind the message", end - position, "0");
        }
    }

    static void require(final boolean holds, final String what, final long value, final String allowed)
            throws BadFrameException {
        if (!holds) {
            throw malformed(what, value, allowed);
        }
    }

    private static BadFrameException malformed(final String what, final long value, final String allowed) {
        return new BadFrameException(RejectCode.MALFORMED, what + "=" + value + ", allowed=" + allowed);
    }
}
