package io.forerun.replay;

import io.forerun.codec.journal.ActivityRecordDecoder;
import io.forerun.codec.journal.MessageHeaderDecoder;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalReader;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Counts what is in a journal, without an engine. */
public final class JournalContents {
    private static final String[] KINDS = {
        "",
        "configuration",
        "session_open",
        "session_close",
        "dictionary",
        "activity",
        "utilisation",
        "end_of_input",
        "tick",
        "capacity",
        "plan",
        "operator",
        "outcome",
        "checkpoint",
        "query",
        "forget",
        "model"
    };

    private final long[] counts = new long[KINDS.length];
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ActivityRecordDecoder activity = new ActivityRecordDecoder();
    private long activities;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    private JournalContents() {}

    /** Reads a journal to its end, or to its first hole. */
    public static JournalContents of(final Path directory) {
        final JournalContents contents = new JournalContents();
        try (JournalReader reader = ChronicleJournal.source(directory).reader()) {
            while (reader.poll(contents::onRecord)) {
                // Counted by the handler.
            }
        }
        return contents;
    }

    private void onRecord(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        final int kind = header.templateId();
        counts[kind < KINDS.length ? kind : 0]++;
        final long timeMs = buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
        if (timeMs > 0) { // Before the first record event time has no value.
            firstMs = Math.min(firstMs, timeMs);
            lastMs = Math.max(lastMs, timeMs);
        }
        if (kind == ActivityRecordDecoder.TEMPLATE_ID) {
            activities += activity.wrapAndApplyHeader(buffer, offset, header)
                    .records()
                    .count();
        }
    }

    /** Journal records by kind, kinds that do not occur left out. */
    public Map<String, Long> countsByKind() {
        final Map<String, Long> byKind = new LinkedHashMap<>();
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (counts[kind] > 0) {
                byKind.put(kind == 0 ? "unknown" : KINDS[kind], counts[kind]);
            }
        }
        return byKind;
    }

    /** Activity records. */
    public long activities() {
        return activities;
    }

    /** First stamp, milliseconds since the epoch; larger than {@link #lastMs()} where there is none. */
    public long firstMs() {
        return firstMs;
    }

    /** Last stamp. */
    public long lastMs() {
        return lastMs;
    }
}
