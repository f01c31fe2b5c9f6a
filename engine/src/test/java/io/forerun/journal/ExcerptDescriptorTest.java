package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ExcerptDescriptorTest {
    @Test
    void shouldPinTheLayout() {
        assertEquals(0, ExcerptDescriptor.MAGIC_OFFSET);
        assertEquals(4, ExcerptDescriptor.CRC_OFFSET);
        assertEquals(8, ExcerptDescriptor.SEQUENCE_OFFSET);
        assertEquals(16, ExcerptDescriptor.LENGTH_OFFSET);
        assertEquals(20, ExcerptDescriptor.PAYLOAD_OFFSET);
        assertEquals(16_384, ExcerptDescriptor.MAX_LENGTH);
        assertEquals(16_364, Journal.MAX_RECORD_LENGTH);
    }

    /** The sum was taken with another program over sequence, length and "123456789". */
    @Test
    void shouldPinTheBytes() {
        final byte[] record = "123456789".getBytes(StandardCharsets.US_ASCII);
        final UnsafeBuffer excerpt = new UnsafeBuffer(new byte[ExcerptDescriptor.PAYLOAD_OFFSET + record.length]);
        excerpt.putBytes(ExcerptDescriptor.PAYLOAD_OFFSET, record);
        ExcerptDescriptor.seal(
                excerpt, ByteBuffer.wrap(excerpt.byteArray()), new CRC32C(), 0, 0x0102030405060708L, record.length);
        assertArrayEquals(
                HexFormat.of()
                        .parseHex("46524a01" + "aacd7191" + "0807060504030201" + "09000000" + "313233343536373839"),
                excerpt.byteArray());
    }
}
