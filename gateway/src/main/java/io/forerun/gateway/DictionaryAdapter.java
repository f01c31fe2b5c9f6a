package io.forerun.gateway;

import io.forerun.codec.DictionaryDecoder;
import io.forerun.codec.DictionaryEncoder;
import io.forerun.core.NameKind;
import io.forerun.pipeline.NameEntry;
import io.forerun.pipeline.Sequencer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks dictionary messages and hands them on in parts that fit a slot. Event loop only. */
final class DictionaryAdapter {
    private static final int[] LARGEST_NUMBER = {65_535, (1 << 24) - 1, 65_535, 255, 65_535};
    private static final int MAX_NAME_BYTES = 256;
    private static final int ENTRY_HEAD_BYTES = DictionaryEncoder.EntriesEncoder.sbeBlockLength() + Short.BYTES;

    private final Sequencer sequencer;
    private final UnsafeBuffer buffer;
    private final MessageReader reader;

    DictionaryAdapter(final Sequencer sequencer, final UnsafeBuffer buffer, final MessageReader reader) {
        this.sequencer = sequencer;
        this.buffer = buffer;
        this.reader = reader;
    }

    /** Takes the message that the reader stands at; all of it is checked before any of it counts. */
    void onDictionary(final long session) throws BadFrameException {
        reader.root(DictionaryDecoder.BLOCK_LENGTH);
        final int count = reader.group(DictionaryEncoder.EntriesEncoder.sbeBlockLength(), 65_535);
        final List<NameEntry> entries = new ArrayList<>(Math.min(count, 1_024));
        for (int entry = 0; entry < count; entry++) {
            entries.add(entry());
        }
        reader.finish();
        int from = 0;
        int bytes = 0;
        for (int to = 0; to < count; to++) {
            final int size = ENTRY_HEAD_BYTES + entries.get(to).name().getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > Sequencer.DICTIONARY_BYTES) {
                sequencer.dictionary(session, entries.subList(from, to));
                from = to;
                bytes = 0;
            }
            bytes += size;
        }
        if (from < count) {
            sequencer.dictionary(session, entries.subList(from, count));
        }
    }

    private NameEntry entry() throws BadFrameException {
        final int position = reader.position();
        reader.skip(DictionaryEncoder.EntriesEncoder.sbeBlockLength(), "entry");
        final int kind = buffer.getByte(position) & 0xFF;
        final long number = buffer.getInt(position + 1, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
        MessageReader.require(kind < NameKind.values().length, "name kind", kind, "0 to 4");
        MessageReader.require(number <= LARGEST_NUMBER[kind], "number", number, "0 to " + LARGEST_NUMBER[kind]);
        final String name = reader.text(MAX_NAME_BYTES, "name");
        MessageReader.require(!name.isEmpty(), "name length", 0, "1 to " + MAX_NAME_BYTES);
        return new NameEntry(kind, (int) number, name);
    }
}
