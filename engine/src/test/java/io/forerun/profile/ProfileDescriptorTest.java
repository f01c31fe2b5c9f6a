package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProfileDescriptorTest {
    @Test
    void shouldPinTheRow() {
        assertEquals(0, ProfileDescriptor.USER_ID_OFFSET);
        assertEquals(8, ProfileDescriptor.LAST_SEEN_MS_OFFSET);
        assertEquals(13, ProfileDescriptor.STAGE_OFFSET);
        assertEquals(46, ProfileDescriptor.LAST_SEEN_BITS);
        assertEquals(14, ProfileDescriptor.MODEL_EPOCH_OFFSET);
        assertEquals(15, ProfileDescriptor.DEVICE_OFFSET);
        assertEquals(16, ProfileDescriptor.GROUP_OFFSET);
        assertEquals(18, ProfileDescriptor.LAST_ACTION_OFFSET);
        assertEquals(19, ProfileDescriptor.PREVIOUS_ACTION_OFFSET);
        assertEquals(20, ProfileDescriptor.LAST_OBJECT_OFFSET);
        assertEquals(24, ProfileDescriptor.PREVIOUS_OBJECT_OFFSET);
        assertEquals(28, ProfileDescriptor.COUNT_OFFSET);
        assertEquals(30, ProfileDescriptor.DEMAND_WEIGHT_OFFSET);
        assertEquals(40, ProfileDescriptor.CPU_US_OFFSET);
        assertEquals(42, ProfileDescriptor.MEMORY_KIB_S_OFFSET);
        assertEquals(44, ProfileDescriptor.GPU_US_OFFSET);
        assertEquals(46, ProfileDescriptor.ACTIVITY_OFFSET);
        assertEquals(52, ProfileDescriptor.TRANSITION_OFFSET);
        assertEquals(64, ProfileDescriptor.STATE_OFFSET);
        assertEquals(128, ProfileDescriptor.ROW_LENGTH);
        assertEquals(ProfileDescriptor.ROW_LENGTH, 1 << ProfileDescriptor.ROW_LENGTH_SHIFT);
    }

    @Test
    void shouldPinThePage() {
        assertEquals(0, PageDescriptor.TAG_OFFSET);
        assertEquals(62, PageDescriptor.COUNT_OFFSET);
        assertEquals(64, PageDescriptor.MOVE_OFFSET);
        assertEquals(96, PageDescriptor.GUESTS_OFFSET);
        assertEquals(128, PageDescriptor.ROW_OFFSET);
        assertEquals(4096, PageDescriptor.PAGE_LENGTH);
        assertEquals(PageDescriptor.PAGE_LENGTH, 1 << PageDescriptor.PAGE_LENGTH_SHIFT);
        final long row = PageDescriptor.row(2_000_000, 30);
        assertEquals(2_000_000L * 4096 + 128 + 30 * 128, row);
        assertEquals(2_000_000, PageDescriptor.pageOf(row));
        assertEquals(30, PageDescriptor.slotOf(row));
    }
}
