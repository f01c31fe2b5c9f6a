package io.forerun.trace;

import io.forerun.state.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns bytes into texts and gives the same instance for the same bytes while they stay in the cache: a column repeats few
 * names. Two places per hash, the newer pushes the older on; memory is bounded by the number of places. A text longer than
 * the limit is cut and ends in a hash of the whole, so that different long texts stay different.
 */
final class NameCache {
    /** Longest name that the protocol carries, bytes of UTF-8. */
    static final int NAME_BYTES = 256;

    private static final int HASH_CHARS = 17;

    private final byte[][] keys;
    private final String[] names;
    private final int maxBytes;

    /** Places is a power of two. */
    NameCache(final int places, final int maxBytes) {
        if (Integer.bitCount(places) != 1 || places < 2) {
            throw new IllegalArgumentException("name cache: places=" + places + ", allowed=a power of two from 2");
        }
        this.keys = new byte[places][];
        this.names = new String[places];
        this.maxBytes = maxBytes;
    }

    /** The text of these bytes, or null if they are not UTF-8. */
    String of(final byte[] bytes, final int start, final int end) {
        if (start == end) {
            return "";
        }
        final int place = hash(bytes, start, end) & (keys.length - 2);
        if (holds(place, bytes, start, end)) {
            return names[place];
        }
        final int other = place + 1;
        if (holds(other, bytes, start, end)) {
            return names[other];
        }
        final String name = text(bytes, start, end);
        if (name != null) {
            keys[other] = keys[place];
            names[other] = names[place];
            keys[place] = Arrays.copyOfRange(bytes, start, end);
            names[place] = name;
        }
        return name;
    }

    /** Strict decoding: null if not UTF-8. */
    static String decode(final byte[] bytes, final int start, final int end) {
        for (int index = start; index < end; index++) {
            if (bytes[index] < 0) {
                try {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, start, end - start))
                            .toString();
                } catch (final CharacterCodingException _) {
                    return null;
                }
            }
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private boolean holds(final int place, final byte[] bytes, final int start, final int end) {
        final byte[] key = keys[place];
        return key != null && Arrays.equals(key, 0, key.length, bytes, start, end);
    }

    private String text(final byte[] bytes, final int start, final int end) {
        final String whole = decode(bytes, start, end);
        if (whole == null || end - start <= maxBytes) {
            return whole;
        }
        int cut = start + maxBytes - HASH_CHARS;
        while ((bytes[cut] & 0xC0) == 0x80) {
            cut--;
        }
        final long hash = new Digest().add(whole).value();
        return new String(bytes, start, cut - start, StandardCharsets.UTF_8) + String.format("~%016x", hash);
    }

    private static int hash(final byte[] bytes, final int start, final int end) {
        int hash = end - start;
        for (int index = start; index < end; index++) {
            hash = 31 * hash + bytes[index];
        }
        hash *= 0x9E3779B1;
        return hash ^ hash >>> 15;
    }
}
