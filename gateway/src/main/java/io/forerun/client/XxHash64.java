package io.forerun.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * XXH64 with seed 0 (Yann Collet, xxHash specification 0.1.1): how user ids and client ids are made from names, on every
 * client in every language.
 */
public final class XxHash64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    /** Hash of a text's UTF-8 bytes. */
    public static long of(final String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hash of bytes. */
    public static long of(final byte[] bytes) {
        int position = 0;
        long hash = PRIME_5;
        if (bytes.length >= 32) {
            long lane1 = PRIME_1 + PRIME_2;
            long lane2 = PRIME_2;
            long lane3 = 0;
            long lane4 = -PRIME_1;
            for (; position <= bytes.length - 32; position += 32) {
                lane1 = round(lane1, (long) LONGS.get(bytes, position));
                lane2 = round(lane2, (long) LONGS.get(bytes, position + 8));
                lane3 = round(lane3, (long) LONGS.get(bytes, position + 16));
                lane4 = round(lane4, (long) LONGS.get(bytes, position + 24));
            }
            hash = Long.rotateLeft(lane1, 1)
                    + Long.rotateLeft(lane2, 7)
                    + Long.rotateLeft(lane3, 12)
                    + Long.rotateLeft(lane4, 18);
            hash = merge(merge(merge(merge(hash, lane1), lane2), lane3), lane4);
        }
        return finish(bytes, position, hash + bytes.length);
    }

    private static long finish(final byte[] bytes, final int from, final long started) {
        long hash = started;
        int position = from;
        for (; position <= bytes.length - Long.BYTES; position += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(bytes, position)), 27) * PRIME_1 + PRIME_4;
        }
        if (position <= bytes.length - Integer.BYTES) {
            final long word = (int) INTS.get(bytes, position) & 0xFFFF_FFFFL;
            hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            position += Integer.BYTES;
        }
        for (; position < bytes.length; position++) {
            hash = Long.rotateLeft(hash ^ (bytes[position] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    private static long round(final long lane, final long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(final long hash, final long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
}
