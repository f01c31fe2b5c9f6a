package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordPartsTest {
    private static byte[] value(final int length) {
        final byte[] value = new byte[length];
        new SplittableRandom(length).nextBytes(value);
        return value;
    }

    @Test
    void shouldPutTogetherWhatItCut() {
        for (final int length : new int[] {1, 11_999, 12_000, 12_001, 207_000}) {
            final byte[] value = value(length);
            final List<byte[]> cut = RecordParts.cut(value);
            assertEquals((length + 11_999) / 12_000, cut.size());
            final RecordParts parts = new RecordParts();
            for (int part = 0; part < cut.size(); part++) {
                assertTrue(cut.get(part).length <= 12_000);
                assertEquals(part == cut.size() - 1, parts.add(part, cut.size(), cut.get(part)));
            }
            assertArrayEquals(value, parts.take());
        }
    }

    /** A process that died between parts leaves the first of them in the journal; the next one begins anew. */
    @Test
    void shouldForgetPartsThatWereCutOff() {
        final List<byte[]> lost = RecordParts.cut(value(50_000));
        final byte[] value = value(30_000);
        final List<byte[]> cut = RecordParts.cut(value);
        final RecordParts parts = new RecordParts();
        parts.add(0, lost.size(), lost.get(0));
        parts.add(1, lost.size(), lost.get(1));
        for (int part = 0; part < cut.size(); part++) {
            parts.add(part, cut.size(), cut.get(part));
        }
        assertArrayEquals(value, parts.take());
    }
}
