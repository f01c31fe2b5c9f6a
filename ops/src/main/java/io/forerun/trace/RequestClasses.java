package io.forerun.trace;

import java.util.HashSet;
import java.util.Set;

/**
 * Names request types after method and first segment of the path, runs of digits folded to #, at most 255 of them: who
 * comes later is "other". The chains count transitions between request types, so there must be few and lasting ones.
 */
final class RequestClasses {
    static final String OTHER = "other";
    static final int MAX_CLASSES = 255;

    private static final int MAX_SEGMENT_BYTES = 64;
    private static final int MAX_METHOD_BYTES = 16;

    private final NameCache names = new NameCache(1 << 12, NameCache.NAME_BYTES);
    private final Set<String> admitted = new HashSet<>();
    private final byte[] scratch = new byte[MAX_METHOD_BYTES + MAX_SEGMENT_BYTES + 2];

    /** Class of a method and a path that begins behind host and port; null if not UTF-8. */
    String of(final byte[] bytes, final int method, final int methodEnd, final int path, final int pathEnd) {
        int length = 0;
        for (int index = method; index < Math.min(methodEnd, method + MAX_METHOD_BYTES); index++) {
            scratch[length++] = bytes[index];
        }
        scratch[length++] = ' ';
        final int limit = length + MAX_SEGMENT_BYTES;
        int index = path;
        while (index < pathEnd && length < limit && (index == path || bytes[index] != '/')) {
            final boolean digit = bytes[index] >= '0' && bytes[index] <= '9';
            if (!digit) {
                scratch[length++] = bytes[index];
            } else if (scratch[length - 1] != '#') {
                scratch[length++] = '#';
            }
            index++;
        }
        if (length == limit) {
            // Not within a character: bytes that continue one belong to the cut tail, and so does their first.
            while ((scratch[length - 1] & 0xC0) == 0x80) {
                length--;
            }
            length -= scratch[length - 1] < 0 ? 1 : 0;
        }
        final String name = names.of(scratch, 0, length);
        if (name == null || admitted.contains(name)) {
            return name;
        }
        return admitted.size() < MAX_CLASSES && admitted.add(name) ? name : OTHER;
    }

    /** Where the path of {@code http://host/path} begins; the start itself for a plain path. */
    static int afterHost(final byte[] bytes, final int start, final int end) {
        int index = start;
        while (index < end && bytes[index] >= 'a' && bytes[index] <= 'z') {
            index++;
        }
        final boolean absolute = index > start
                && index + 2 < end
                && bytes[index] == ':'
                && bytes[index + 1] == '/'
                && bytes[index + 2] == '/';
        if (!absolute) {
            return start;
        }
        index += 3;
        while (index < end && bytes[index] != '/') {
            index++;
        }
        return index;
    }
}
