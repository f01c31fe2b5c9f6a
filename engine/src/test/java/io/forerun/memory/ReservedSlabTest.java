package io.forerun.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class ReservedSlabTest {
    private static final String NAME = "test.slab";

    private static Long ledger() {
        return MemoryLedger.snapshot().get(NAME);
    }

    @Test
    void shouldReserveFarMoreThanThereIs() {
        for (final boolean hugePages : new boolean[] {false, true}) {
            final long bytes = 1L << 40;
            final Slab slab = Slab.reserve(NAME, bytes, hugePages);
            final MemorySegment segment = slab.segment();
            assertEquals(bytes, segment.byteSize());
            assertEquals(0, segment.address() % (2 << 20));
            assertEquals(0, segment.get(ValueLayout.JAVA_LONG, bytes - Long.BYTES));
            segment.set(ValueLayout.JAVA_LONG, bytes / 2, 5);
            assertEquals(5, segment.get(ValueLayout.JAVA_LONG, bytes / 2));
            assertThrows(IndexOutOfBoundsException.class, () -> segment.get(ValueLayout.JAVA_LONG, bytes));
            slab.close();
            assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    @Test
    void shouldCountWhatTheOwnerCommitted() {
        final Slab slab = Slab.reserve(NAME, 1 << 20, false);
        assertNull(ledger());
        slab.commit(8_192);
        assertEquals(8_192, ledger());
        slab.commit(4_096);
        assertEquals(4_096, ledger());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> slab.commit((1 << 20) + 1))
                .getMessage()
                .contains("committed bytes=1048577"));
        slab.close();
        slab.commit(100); // Too late to count.
        assertNull(ledger());
    }

    @Test
    void shouldCountAnAllocatedSlabAsAWhole() {
        try (Slab slab = Slab.allocate(NAME, 1_000)) {
            assertEquals(1_000, ledger());
            slab.commit(10);
            assertEquals(1_000, ledger());
        }
        assertNull(ledger());
        assertThrows(IllegalArgumentException.class, () -> Slab.allocate(NAME, 0));
        assertThrows(IllegalArgumentException.class, () -> Slab.reserve(NAME, -1, false));
    }
}
