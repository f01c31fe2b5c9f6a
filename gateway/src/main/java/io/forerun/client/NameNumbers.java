package io.forerun.client;

import io.forerun.codec.DictionaryEncoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.NameKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Object2IntHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Numbers of names as this client counts them, in order of first use, and which of them the server was told. */
final class NameNumbers {
    private static final int[] LARGEST = {65_535, (1 << 24) - 1, 65_535, 255, 65_535};
    private static final int MAX_NAME_BYTES = 256;
    private static final int FRAME_BYTES = 60_000;
    private static final int RECENT = 1_024; // Per kind; a power of two.

    private record Entry(NameKind kind, int number, byte[] name) {}

    private final String[] recent = new String[LARGEST.length * RECENT];
    private final int[] recentNumbers = new int[LARGEST.length * RECENT];
    private final List<Object2IntHashMap<String>> numbers = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[1 << 16]);
    private final DictionaryEncoder encoder = new DictionaryEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private int told;

    NameNumbers() {
        for (int kind = 0; kind < LARGEST.length; kind++) {
            numbers.add(new Object2IntHashMap<>(-1));
        }
    }

    /** Number of a name; 0 for none, and for names beyond what the field can count. */
    int number(final NameKind kind, final String name) {
        if (name.isEmpty()) {
            return 0;
        }
        // Sources intern their texts, so that most names are found by their address alone.
        final int place = kind.value() * RECENT + (name.hashCode() & RECENT - 1);
        if (recent[place] == name) {
            return recentNumbers[place];
        }
        final int number = look(kind, name);
        recent[place] = name;
        recentNumbers[place] = number;
        return number;
    }

    private int look(final NameKind kind, final String name) {
        final Object2IntHashMap<String> known = numbers.get(kind.value());
        final int number = known.getValue(name);
        return number >= 0 ? number : add(kind, name, known);
    }

    private int add(final NameKind kind, final String name, final Object2IntHashMap<String> known) {
        if (known.size() >= LARGEST[kind.value()]) {
            return 0;
        }
        final int number = known.size() + 1;
        known.put(name, number);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME_BYTES) { // Long paths: their start and a digest of the whole still tell them apart.
            final String digest = "#" + Long.toHexString(XxHash64.of(bytes));
            bytes = (new String(bytes, 0, MAX_NAME_BYTES - 32, StandardCharsets.UTF_8).replace("\uFFFD", "") + digest)
                    .getBytes(StandardCharsets.UTF_8);
        }
        entries.add(new Entry(kind, number, bytes));
        return number;
    }

    /** A new connection knows nothing. */
    void forgetTold() {
        told = 0;
    }

    /** Sends what the server was not told yet. */
    void tell(final ServerLink link) throws IOException {
        while (told < entries.size()) {
            int bytes = 0;
            int end = told;
            while (end < entries.size() && bytes < FRAME_BYTES) {
                bytes += entries.get(end).name().length + 7;
                end++;
            }
            final DictionaryEncoder.EntriesEncoder group =
                    encoder.wrapAndApplyHeader(frame, Integer.BYTES, header).entriesCount(end - told);
            for (final Entry entry : entries.subList(told, end)) {
                group.next().kind(entry.kind()).number(entry.number()).putName(entry.name(), 0, entry.name().length);
            }
            link.write(frame, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
            told = end;
        }
    }
}
