package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.memory.Slab;
import org.junit.jupiter.api.Test;

/** The layout of a row as its drawing says. */
class ProfileDescriptorTest {
    @Test
    void shouldKeepItsOffsets() {
        assertEquals(0, ProfileDescriptor.USER_ID_OFFSET);
        assertEquals(8, ProfileDescriptor.LAST_SEEN_MS_OFFSET);
        assertEquals(16, ProfileDescriptor.COUNT_OFFSET);
        assertEquals(20, ProfileDescriptor.GROUP_OFFSET);
        assertEquals(22, ProfileDescriptor.ACTION_OFFSET);
        assertEquals(23, ProfileDescriptor.DEVICE_OFFSET);
        assertEquals(24, ProfileDescriptor.CPU_US_OFFSET);
        assertEquals(28, ProfileDescriptor.MEMORY_KIB_S_OFFSET);
        assertEquals(32, ProfileDescriptor.GPU_US_OFFSET);
        assertEquals(36, ProfileDescriptor.OBJECT_OFFSET);
        assertEquals(40, ProfileDescriptor.FIRST_SEEN_MS_OFFSET);
        assertEquals(64, ProfileDescriptor.ROW_LENGTH);
    }

    @Test
    void shouldAlignWordsAndRows() {
        assertEquals(0, ProfileDescriptor.FIRST_SEEN_MS_OFFSET % Long.BYTES);
        assertEquals(0, Slab.ALIGNMENT % ProfileDescriptor.ROW_LENGTH);
        assertTrue(ProfileDescriptor.FIRST_SEEN_MS_OFFSET + Long.BYTES <= ProfileDescriptor.ROW_LENGTH);
    }
}
