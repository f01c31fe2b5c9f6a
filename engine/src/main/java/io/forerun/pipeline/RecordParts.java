package io.forerun.pipeline;

import io.forerun.state.Archive;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A value too long for one record, cut into parts and put together again. Not thread safe. */
final class RecordParts {
    private static final int PART_BYTES = 12_000;

    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

    /** Cuts a value; its last part may be shorter. */
    static List<byte[]> cut(final byte[] value) {
        final List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < value.length; from += PART_BYTES) {
            parts.add(Arrays.copyOfRange(value, from, Math.min(value.length, from + PART_BYTES)));
        }
        return parts;
    }

    /** Adds a part; true where it was the last. A first part begins anew: a stop may have cut the one before off. */
    boolean add(final int part, final int parts, final byte[] bytes) {
        if (part == 0) {
            gathered.reset();
        }
        gathered.writeBytes(bytes);
        return part == parts - 1;
    }

    /** Passes what was gathered so far. */
    void pass(final Archive archive) {
        final byte[] bytes = archive.passGrown(gathered.toByteArray());
        gathered.reset();
        gathered.writeBytes(bytes);
    }

    /** The value gathered. */
    byte[] take() {
        final byte[] value = gathered.toByteArray();
        gathered.reset();
        return value;
    }
}
