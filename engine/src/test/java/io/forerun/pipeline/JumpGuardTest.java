package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.core.Refusals;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JumpGuardTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final long HOUR_MS = JumpGuard.JUMP_MS;
    private static final long YEAR_2099_MS = 4_080_000_000_000L;
    private static final long NOTHING_YET = -1;

    private final JumpGuard guard = new JumpGuard(false);

    private int jump(final long session, final long timestampMs) {
        return guard.jump(session, timestampMs, timestampMs, NOW_MS);
    }

    @Test
    void shouldRefuseALoneRecordOfAnotherCentury() {
        guard.begin(false);
        assertEquals(Refusals.TIME_JUMP, jump(1, YEAR_2099_MS));
        assertEquals(Refusals.TIME_JUMP, jump(1, YEAR_2099_MS + 1), "its sender cannot bear itself out by repeating");
        assertEquals(Refusals.NONE, jump(1, NOW_MS), "and goes on in its own time");
    }

    @Test
    void shouldAllowAnHourAndThePast() {
        guard.begin(false);
        assertEquals(Refusals.NONE, jump(1, NOW_MS + HOUR_MS));
        assertEquals(Refusals.TIME_JUMP, jump(1, NOW_MS + HOUR_MS + 1));
        assertEquals(Refusals.NONE, jump(1, NOW_MS - 100 * HOUR_MS));
    }

    @Test
    void shouldBelieveABatchThatConfirmsItsGap() {
        guard.begin(true);
        assertEquals(Refusals.NONE, jump(1, YEAR_2099_MS));
        guard.begin(false);
        assertEquals(Refusals.TIME_JUMP, jump(1, YEAR_2099_MS), "for that batch only");
    }

    @Test
    void shouldBelieveASecondSessionThatSawTheSame() {
        guard.begin(false);
        assertEquals(Refusals.TIME_JUMP, jump(1, YEAR_2099_MS));
        assertEquals(Refusals.NONE, jump(2, YEAR_2099_MS + HOUR_MS));
        assertEquals(Refusals.NONE, jump(2, YEAR_2099_MS - HOUR_MS), "judged again on the way there");
    }

    @Test
    void shouldNotBelieveASecondSessionThatSawSomethingElse() {
        guard.begin(false);
        assertEquals(Refusals.TIME_JUMP, jump(1, YEAR_2099_MS));
        assertEquals(Refusals.TIME_JUMP, jump(2, YEAR_2099_MS + HOUR_MS + 1));
        assertEquals(Refusals.NONE, jump(1, YEAR_2099_MS + HOUR_MS), "now the two agree");
    }

    @Test
    void shouldJudgeTheVeryFirstRecordByTheNext() {
        guard.begin(false);
        assertEquals(Refusals.NONE, guard.jump(1, NOW_MS, NOW_MS + 1, NOTHING_YET));
        assertEquals(Refusals.NONE, guard.jump(1, NOW_MS, NOW_MS - HOUR_MS, NOTHING_YET));
        assertEquals(Refusals.TIME_JUMP, guard.jump(1, YEAR_2099_MS, NOW_MS, NOTHING_YET));
        assertEquals(Refusals.NONE, guard.jump(1, NOW_MS, YEAR_2099_MS, NOTHING_YET), "the next one is the odd one");
        guard.begin(true);
        assertEquals(Refusals.NONE, guard.jump(1, YEAR_2099_MS, NOW_MS, NOTHING_YET));
    }

    @Test
    void shouldBelieveEverythingWhereGapsAreAllowed() {
        final JumpGuard trusting = new JumpGuard(true);
        trusting.begin(false);
        assertEquals(Refusals.NONE, trusting.jump(1, YEAR_2099_MS, YEAR_2099_MS, NOW_MS));
        assertEquals(Refusals.NONE, trusting.jump(1, YEAR_2099_MS, NOW_MS, NOTHING_YET));
    }

    @Test
    void shouldRefuseTimesOutOfRangeAndAReservedByte() {
        assertEquals(Refusals.TIMESTAMP, malformed(631_152_000_000L - 1, 0));
        assertEquals(Refusals.NONE, malformed(631_152_000_000L, 0));
        assertEquals(Refusals.NONE, malformed(7_258_118_400_000L - 1, 0));
        assertEquals(Refusals.TIMESTAMP, malformed(7_258_118_400_000L, 0));
        assertEquals(Refusals.TIMESTAMP, malformed(Long.MIN_VALUE, 0));
        assertEquals(Refusals.RESERVED, malformed(NOW_MS, 1));
    }

    private static int malformed(final long timestampMs, final int reserved) {
        final int offset = ActivityLayout.BLOCK_LENGTH;
        final UnsafeBuffer records = new UnsafeBuffer(new byte[2 * offset]);
        records.putLong(offset + ActivityLayout.TIMESTAMP_OFFSET, timestampMs, ByteOrder.LITTLE_ENDIAN);
        records.putByte(offset + ActivityLayout.REFUSAL_OFFSET, (byte) reserved);
        return JumpGuard.malformed(records, offset);
    }
}
