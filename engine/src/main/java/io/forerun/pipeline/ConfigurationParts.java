package io.forerun.pipeline;

import io.forerun.codec.journal.ConfigurationRecordDecoder;
import io.forerun.core.ConfigText;
import io.forerun.core.EngineConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A configuration's text, cut into records and put together again. */
final class ConfigurationParts {
    private static final int PART_BYTES = 12_000;

    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

    /** Cuts a configuration's canonical text. */
    static List<byte[]> cut(final EngineConfig config) {
        final byte[] text = ConfigText.of(config).getBytes(StandardCharsets.UTF_8);
        final List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < text.length; from += PART_BYTES) {
            parts.add(Arrays.copyOfRange(text, from, Math.min(text.length, from + PART_BYTES)));
        }
        return parts;
    }

    /** Adds a part; true where it was the last. A first part begins anew: a start may have been cut off before. */
    boolean add(final ConfigurationRecordDecoder record) {
        if (record.part() == 0) {
            gathered.reset();
        }
        final int part = record.part();
        final int parts = record.parts();
        final byte[] bytes = new byte[record.textLength()];
        record.getText(bytes, 0, bytes.length);
        gathered.writeBytes(bytes);
        return part == parts - 1;
    }

    /** The configuration gathered. */
    EngineConfig take() {
        return ConfigText.parse(gathered.toString(StandardCharsets.UTF_8));
    }
}
