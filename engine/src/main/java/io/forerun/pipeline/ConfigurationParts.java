package io.forerun.pipeline;

import io.forerun.codec.journal.ConfigurationRecordDecoder;
import io.forerun.core.ConfigText;
import io.forerun.core.EngineConfig;
import io.forerun.state.Archive;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A configuration's text, cut into records and put together again. */
final class ConfigurationParts {
    private final RecordParts parts = new RecordParts();

    /** Cuts a configuration's canonical text. */
    static List<byte[]> cut(final EngineConfig config) {
        return RecordParts.cut(ConfigText.of(config).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a part; true where it was the last. */
    boolean add(final ConfigurationRecordDecoder record) {
        final int part = record.part();
        final int count = record.parts();
        final byte[] bytes = new byte[record.textLength()];
        record.getText(bytes, 0, bytes.length);
        return parts.add(part, count, bytes);
    }

    /** Passes what was gathered so far. */
    void pass(final Archive archive) {
        parts.pass(archive);
    }

    /** The configuration gathered. */
    EngineConfig take() {
        return ConfigText.parse(new String(parts.take(), StandardCharsets.UTF_8));
    }
}
