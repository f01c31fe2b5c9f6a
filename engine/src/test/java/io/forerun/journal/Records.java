package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Records whose length and every byte are a formula of seed and sequence, so that a reader can check them without a list. */
final class Records {
    private final long seed;
    private final int maxLength;

    Records(final long seed, final int maxLength) {
        this.seed = seed;
        this.maxLength = maxLength;
    }

    byte[] of(final long sequence) {
        final SplittableRandom random = new SplittableRandom(seed * 31 + sequence);
        final byte[] record = new byte[random.nextInt(maxLength + 1)];
        random.nextBytes(record);
        return record;
    }

    /** Appends the records of the next {@code count} sequences. */
    void append(final Journal journal, final int count) {
        for (int index = 0; index < count; index++) {
            final long sequence = journal.lastSequence() + 1;
            final byte[] record = of(sequence);
            assertEquals(sequence, journal.append(new UnsafeBuffer(record), 0, record.length));
        }
    }

    /** Reads to the end or to an exception and checks each record against its formula. */
    void assertReads(final JournalReader reader, final long firstSequence, final long lastSequence) {
        final long[] next = {firstSequence};
        while (reader.poll((sequence, buffer, offset, length) -> check(next, sequence, buffer, offset, length))) {
            assertEquals(false, next[0] > lastSequence + 1, () -> "read behind " + lastSequence);
        }
        assertEquals(lastSequence, next[0] - 1);
    }

    void assertHolds(final Journal journal, final long lastSequence) {
        assertEquals(lastSequence, journal.lastSequence());
        try (JournalReader reader = journal.reader()) {
            assertReads(reader, journal.firstSequence(), lastSequence);
        }
    }

    private void check(
            final long[] next, final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        assertEquals(next[0], sequence);
        assertEquals(
                new UnsafeBuffer(of(sequence)), new UnsafeBuffer(buffer, offset, length), () -> "record " + sequence);
        next[0]++;
    }
}
