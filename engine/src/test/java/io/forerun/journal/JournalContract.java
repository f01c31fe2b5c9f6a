package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.forerun.memory.MemoryLedger;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal promises. */
abstract class JournalContract {
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Records records = new Records(7, 300);
    private long bytesBefore;

    /** Opens the journal of this test, anew or again after it was closed. */
    abstract Journal open();

    /** Lets the append of a sequence fail in the journal that is open, as a full disk would. */
    abstract void failAt(long sequence);

    /** Leaves so many bytes of the last excerpt in the journal, which is closed. */
    abstract void cut(int keptBytes);

    /** Changes a byte of a record in the journal, which is closed. */
    abstract void damage(long sequence);

    @BeforeEach
    void countBytes() {
        bytesBefore = MemoryLedger.totalBytes();
    }

    @AfterEach
    void shouldLeakNothing() {
        assertEquals(
                bytesBefore,
                MemoryLedger.totalBytes(),
                () -> MemoryLedger.snapshot().toString());
    }

    @Test
    void shouldBeginEmptyAtOne() {
        try (Journal journal = open()) {
            assertEquals(1, journal.firstSequence());
            records.assertHolds(journal, 0);
            records.append(journal, 1);
            records.assertHolds(journal, 1);
        }
    }

    @Test
    void shouldKeepEveryRecordOverAnyMixOfAppendsAndOpenings() {
        final SplittableRandom random = new SplittableRandom(11);
        final Records any = new Records(12, Journal.MAX_RECORD_LENGTH);
        Journal journal = open();
        long expected = 0;
        for (int step = 0; step < 12; step++) {
            final int count = random.nextInt(30);
            any.append(journal, count);
            expected += count;
            if (random.nextBoolean()) {
                journal.close();
                journal = open();
            }
            any.assertHolds(journal, expected);
        }
        journal.close();
    }

    @Test
    void shouldTakeShortestAndLongest() {
        final UnsafeBuffer longest = new UnsafeBuffer(new byte[Journal.MAX_RECORD_LENGTH + 8]);
        longest.setMemory(8, Journal.MAX_RECORD_LENGTH, (byte) 7);
        try (Journal journal = open()) {
            journal.append(longest, 0, 0);
            journal.append(longest, 8, Journal.MAX_RECORD_LENGTH);
        }
        try (Journal journal = open();
                JournalReader reader = journal.reader()) {
            assertTrue(reader.poll((sequence, buffer, offset, length) -> assertEquals(0, length)));
            assertTrue(reader.poll((sequence, buffer, offset, length) -> assertEquals(
                    new UnsafeBuffer(longest, 8, Journal.MAX_RECORD_LENGTH),
                    new UnsafeBuffer(buffer, offset, length))));
            assertFalse(reader.poll((sequence, buffer, offset, length) -> assertEquals(0, sequence)));
        }
    }

    @Test
    void shouldRefuseWrongLengthAndStayUsable() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Journal.MAX_RECORD_LENGTH + 1]);
        try (Journal journal = open()) {
            final IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> journal.append(buffer, 0, Journal.MAX_RECORD_LENGTH + 1));
            assertEquals("journal record: length=16365, allowed=0 to 16364", e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> journal.append(buffer, 0, -1));
            records.append(journal, 3);
            records.assertHolds(journal, 3);
        }
    }

    @Test
    void shouldLetReadersFollowTheWriter() {
        try (Journal journal = open();
                JournalReader first = journal.reader();
                JournalReader second = journal.reader()) {
            records.append(journal, 5);
            records.assertReads(first, 1, 5);
            records.append(journal, 4);
            records.assertReads(first, 6, 9);
            records.assertReads(second, 1, 9);
        }
    }

    @Test
    void shouldReadOnAnotherThreadWhileAppending() throws Exception {
        final int count = 20_000;
        try (Journal journal = open()) {
            final CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                final long[] last = {0};
                try (JournalReader reader = journal.reader()) {
                    while (last[0] < count) {
                        reader.poll((sequence, buffer, offset, length) -> {
                            assertEquals(++last[0], sequence);
                            assertEquals(sequence, buffer.getLong(offset));
                        });
                    }
                }
            });
            final UnsafeBuffer record = new UnsafeBuffer(new byte[64]);
            for (long sequence = 1; sequence <= count; sequence++) {
                record.putLong(0, sequence);
                journal.append(record, 0, record.capacity());
            }
            reading.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldAcceptNothingAfterAFailure() {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[10]);
        try (Journal journal = open()) {
            records.append(journal, 4);
            failAt(5);
            assertThrows(JournalException.class, () -> journal.append(record, 0, 10));
            final JournalException again = assertThrows(JournalException.class, () -> journal.append(record, 0, 10));
            assertTrue(again.getMessage().contains("stopped after record 4"), again.getMessage());
            assertThrows(JournalException.class, journal::sync);
            records.assertHolds(journal, 4);
        }
        try (Journal journal = open()) {
            records.append(journal, 2);
            records.assertHolds(journal, 6);
        }
    }

    @Test
    void shouldContinueBehindThePrefixOfATornRecord() {
        final int length = records.of(4).length + ExcerptDescriptor.PAYLOAD_OFFSET;
        try (Journal journal = open()) {
            records.append(journal, 4);
        }
        cut(length - 1);
        try (Journal journal = open()) {
            records.assertHolds(journal, 3);
            records.append(journal, 3);
            records.assertHolds(journal, 6);
        }
        try (Journal journal = open()) {
            records.assertHolds(journal, 6);
        }
    }

    @Test
    void shouldRefuseDamageInFrontOfValidRecords() {
        try (Journal journal = open()) {
            records.append(journal, 9);
        }
        damage(4);
        final CorruptJournalException e = assertThrows(CorruptJournalException.class, this::open);
        assertEquals(4, e.firstBadSequence());
        assertTrue(e.getMessage().contains("record 4 is damaged or missing"), e.getMessage());
    }

    @Test
    void shouldRepairADamagedLastRecord() {
        try (Journal journal = open()) {
            records.append(journal, 9);
        }
        damage(9);
        try (Journal journal = open()) {
            records.assertHolds(journal, 8);
            records.append(journal, 1);
            records.assertHolds(journal, 9);
        }
    }

    @Test
    void shouldRefuseUseAfterClose() {
        final Journal journal = open();
        final JournalReader reader = journal.reader();
        reader.close();
        reader.close();
        journal.close();
        journal.close();
        final UnsafeBuffer record = new UnsafeBuffer(new byte[10]);
        assertThrows(IllegalStateException.class, () -> journal.append(record, 0, 10));
        assertThrows(IllegalStateException.class, journal::sync);
        assertThrows(IllegalStateException.class, () -> reader.poll((sequence, buffer, offset, length) -> {}));
    }

    @Test
    void shouldAllocateNothingPerRecord() {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[64]);
        final Sum sum = new Sum();
        try (Journal journal = open();
                JournalReader reader = journal.reader()) {
            append(journal, record, 30_000);
            poll(reader, sum, 10_000);
            allocatedBytes(); // the first call allocates itself
            long leastAppended = Long.MAX_VALUE;
            long leastPolled = Long.MAX_VALUE;
            // A round may meet the file's next block or a method that is being compiled anew; a record that allocates
            // does so in all.
            for (int round = 0; round < ROUNDS; round++) {
                final long start = allocatedBytes();
                append(journal, record, 2_000);
                final long appended = allocatedBytes();
                poll(reader, sum, 1_000);
                final long polled = allocatedBytes();
                leastAppended = Math.min(leastAppended, appended - start);
                leastPolled = Math.min(leastPolled, polled - appended);
            }
            assertEquals(0, leastAppended, "append");
            assertEquals(0, leastPolled, "poll");
            assertEquals((10_000 + ROUNDS * 1_000) * 64, sum.value);
        }
    }

    private static void append(final Journal journal, final UnsafeBuffer record, final int count) {
        for (int index = 0; index < count; index++) {
            journal.append(record, 0, record.capacity());
        }
    }

    private static void poll(final JournalReader reader, final RecordHandler handler, final int count) {
        for (int index = 0; index < count; index++) {
            reader.poll(handler);
        }
    }

    private static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private static final class Sum implements RecordHandler {
        private long value;

        @Override
        public void onRecord(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
            value += length;
        }
    }
}
