package io.forerun.profile;

/**
 * Layout of one profile row. Little-endian; a row is two cache lines, and all that chains and costs need is in the first.
 *
 * <pre>
 *   0               8           14  16      18  20              24              28      30          40
 *  +---------------+-----------+-+-+-------+-+-+---------------+---------------+-------+-----------+
 *  |    user id    | last seen |e|d| group |a|p|  last object  |  object before| count |  q[5]     |
 *  |               |    ms     | | |       | | |               |  it           |       |  minifloat|
 *  +---------------+-----------+-+-+-------+-+-+---------------+---------------+-------+-----------+
 *  40      42      44      46          52          64                                       128
 *  +-------+-------+-------+-----------+-----------+-----------------------------------------+
 *  | cpu us| KiB*s | gpu us| activity  |transitions|    GRU state, 32 x int16                |
 *  |   means, minifloat    | 12 x 4 bit|  4 x 3 B  |                                         |
 *  +-------+-------+-------+-----------+-----------+-----------------------------------------+
 * </pre>
 *
 * The two highest bits of last seen are the stage of the session. e = model epoch, d = device, a = last action, p = the one before. Objects are 32-bit folds, 0 for none. Activity counts records
 * by two-hour slot of the UTC day; a transition is from, to, weight. Free rows are all zero.
 */
final class ProfileDescriptor {
    static final int DEMAND_WEIGHTS = 5;
    static final int ACTIVITY_SLOTS = 12;
    static final int TRANSITIONS = 4;
    static final int TRANSITION_LENGTH = 3;
    static final int STATES = 32;
    static final int LAST_SEEN_BYTES = 6;
    static final int STAGE_BITS = 2;
    static final int LAST_SEEN_BITS = LAST_SEEN_BYTES * Byte.SIZE - STAGE_BITS;

    static final int USER_ID_OFFSET = 0;
    static final int LAST_SEEN_MS_OFFSET = USER_ID_OFFSET + Long.BYTES;
    static final int MODEL_EPOCH_OFFSET = LAST_SEEN_MS_OFFSET + LAST_SEEN_BYTES;
    static final int STAGE_OFFSET = MODEL_EPOCH_OFFSET - Byte.BYTES;
    static final int STAGE_SHIFT = Byte.SIZE - STAGE_BITS;
    static final int DEVICE_OFFSET = MODEL_EPOCH_OFFSET + Byte.BYTES;
    static final int GROUP_OFFSET = DEVICE_OFFSET + Byte.BYTES;
    static final int LAST_ACTION_OFFSET = GROUP_OFFSET + Short.BYTES;
    static final int PREVIOUS_ACTION_OFFSET = LAST_ACTION_OFFSET + Byte.BYTES;
    static final int LAST_OBJECT_OFFSET = PREVIOUS_ACTION_OFFSET + Byte.BYTES;
    static final int PREVIOUS_OBJECT_OFFSET = LAST_OBJECT_OFFSET + Integer.BYTES;
    static final int COUNT_OFFSET = PREVIOUS_OBJECT_OFFSET + Integer.BYTES;
    static final int DEMAND_WEIGHT_OFFSET = COUNT_OFFSET + Short.BYTES;
    static final int CPU_US_OFFSET = DEMAND_WEIGHT_OFFSET + DEMAND_WEIGHTS * Short.BYTES;
    static final int MEMORY_KIB_S_OFFSET = CPU_US_OFFSET + Short.BYTES;
    static final int GPU_US_OFFSET = MEMORY_KIB_S_OFFSET + Short.BYTES;
    static final int ACTIVITY_OFFSET = GPU_US_OFFSET + Short.BYTES;
    static final int TRANSITION_OFFSET = ACTIVITY_OFFSET + ACTIVITY_SLOTS / 2;
    static final int STATE_OFFSET = TRANSITION_OFFSET + TRANSITIONS * TRANSITION_LENGTH;
    static final int ROW_LENGTH = STATE_OFFSET + STATES * Short.BYTES;
    static final int ROW_LENGTH_SHIFT = 7;

    private ProfileDescriptor() {}
}
