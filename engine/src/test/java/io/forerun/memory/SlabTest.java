package io.forerun.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlabTest {
    @Test
    void shouldGiveZeroedAlignedBytes() {
        try (Slab slab = Slab.allocate("test", 1_000)) {
            assertEquals(1_000, slab.segment().byteSize());
            assertEquals(0, slab.segment().address() % Slab.ALIGNMENT);
            for (int offset = 0; offset < 1_000; offset++) {
                assertEquals(0, slab.segment().get(ValueLayout.JAVA_BYTE, offset));
            }
        }
    }

    @Test
    void shouldEnterTheLedgerUntilClosed() {
        final Map<String, Long> before = MemoryLedger.snapshot();
        final long totalBefore = MemoryLedger.totalBytes();
        try (Slab first = Slab.allocate("test.ledger", 100)) {
            try (Slab second = Slab.allocate("test.ledger", 28)) {
                assertEquals(128, MemoryLedger.snapshot().get("test.ledger"));
                assertEquals(
                        totalBefore
                                + first.segment().byteSize()
                                + second.segment().byteSize(),
                        MemoryLedger.totalBytes());
            }
            assertEquals(100, MemoryLedger.snapshot().get("test.ledger"));
        }
        assertEquals(before, MemoryLedger.snapshot());
        assertFalse(MemoryLedger.snapshot().containsKey("test.ledger"));
    }

    @Test
    void shouldCountASecondCloseAsNothing() {
        final Map<String, Long> before = MemoryLedger.snapshot();
        final Slab slab = Slab.allocate("test.twice", 64);
        slab.close();
        slab.close();
        assertEquals(before, MemoryLedger.snapshot());
    }

    @Test
    void shouldRefuseUseAfterClose() {
        final Slab slab = Slab.allocate("test.closed", 64);
        final MemorySegment segment = slab.segment();
        slab.close();
        assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_BYTE, 0));
        assertThrows(IllegalStateException.class, () -> segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
    }

    @Test
    void shouldCheckBounds() {
        try (Slab slab = Slab.allocate("test.bounds", 64)) {
            final MemorySegment segment = slab.segment();
            assertThrows(IndexOutOfBoundsException.class, () -> segment.get(ValueLayout.JAVA_LONG, 57));
            assertThrows(IndexOutOfBoundsException.class, () -> segment.get(ValueLayout.JAVA_BYTE, -1));
        }
    }

    @Test
    void shouldNameTheSlabThatHasNoBytes() {
        final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Slab.allocate("test.none", 0));
        assertEquals("slab test.none: bytes=0, allowed=1 and up", refused.getMessage());
    }
}
