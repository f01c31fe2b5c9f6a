package io.forerun.profile;

/**
 * Layout of one profile row. Little-endian; a row is one cache line.
 *
 * <pre>
 *   0               8               16      20      24      28      32      36      40
 *  +---------------+---------------+-------+---+-+-+-------+-------+-------+-------+---------------+
 *  |    user id    |  last seen ms | count |grp|a|d| cpu us| KiB*s | gpu us| object| first seen ms |
 *  +---------------+---------------+-------+---+-+-+-------+-------+-------+-------+---------------+
 *  |  reserved, zero, to 64                                                                        |
 *  +-----------------------------------------------------------------------------------------------+
 * </pre>
 *
 * grp = demand series of the last record, a = last action, d = last device; costs are means per request, float.
 */
final class ProfileDescriptor {
    static final long USER_ID_OFFSET = 0;
    static final long LAST_SEEN_MS_OFFSET = USER_ID_OFFSET + Long.BYTES;
    static final long COUNT_OFFSET = LAST_SEEN_MS_OFFSET + Long.BYTES;
    static final long GROUP_OFFSET = COUNT_OFFSET + Integer.BYTES;
    static final long ACTION_OFFSET = GROUP_OFFSET + Short.BYTES;
    static final long DEVICE_OFFSET = ACTION_OFFSET + Byte.BYTES;
    static final long CPU_US_OFFSET = DEVICE_OFFSET + Byte.BYTES;
    static final long MEMORY_KIB_S_OFFSET = CPU_US_OFFSET + Float.BYTES;
    static final long GPU_US_OFFSET = MEMORY_KIB_S_OFFSET + Float.BYTES;
    static final long OBJECT_OFFSET = GPU_US_OFFSET + Float.BYTES;
    static final long FIRST_SEEN_MS_OFFSET = OBJECT_OFFSET + Integer.BYTES;
    static final int ROW_LENGTH_SHIFT = 6;
    static final int ROW_LENGTH = 1 << ROW_LENGTH_SHIFT;

    private ProfileDescriptor() {}
}
