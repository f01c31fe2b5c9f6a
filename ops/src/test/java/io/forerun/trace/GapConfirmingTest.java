package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapConfirmingTest {
    private static final long START_MS = 1_500_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR_2099_MS = 4_070_908_800_000L - START_MS;

    @Test
    void shouldConfirmAGapThatGoesOn() throws TraceException {
        assertEquals("C.C..", judge(0, MINUTE, 3 * HOUR, 3 * HOUR + 1, 3 * HOUR + 2));
        assertEquals("C.C.", judge(0, MINUTE, 3 * HOUR, 2 * HOUR + 1));
        assertEquals("CCC.", judge(0, 2 * HOUR, 4 * HOUR, 4 * HOUR));
    }

    @Test
    void shouldLeaveALoneRowOfTheYear2099Unconfirmed() throws TraceException {
        assertEquals("C....", judge(0, MINUTE, YEAR_2099_MS, 2 * MINUTE, 3 * MINUTE));
    }

    @Test
    void shouldConfirmATrueGapBehindALoneBadRow() throws TraceException {
        assertEquals("C..C.", judge(0, MINUTE, YEAR_2099_MS, 5 * HOUR, 5 * HOUR + MINUTE));
    }

    @Test
    void shouldNotTakeABadFirstRowForTheTime() throws TraceException {
        assertEquals(".C.C.", judge(YEAR_2099_MS, 0, MINUTE, 3 * HOUR, 3 * HOUR));
    }

    @Test
    void shouldTakeAnHourExactlyForNoGapAndNoProof() throws TraceException {
        assertEquals("C.", judge(0, HOUR));
        assertEquals("CC", judge(0, HOUR + 1));
        assertEquals("C...", judge(0, 1, 3 * HOUR, HOUR));
        assertEquals("C..C.", judge(0, 1, 3 * HOUR, 2 * HOUR, 2 * HOUR));
    }

    @Test
    void shouldJudgeTheLastRowByDayAndSpan() throws TraceException {
        assertEquals("C.C", judge(0, MINUTE, MINUTE + DAY));
        assertEquals("C..", judge(0, MINUTE, MINUTE + DAY + 1));
        assertEquals("C..", judge(0, MINUTE, YEAR_2099_MS));
        assertEquals("CCC.C", judge(0, 3 * DAY, 5 * DAY, 5 * DAY, 10 * DAY));
        assertEquals("CCC..", judge(0, 3 * DAY, 5 * DAY, 5 * DAY, 10 * DAY + 1));
    }

    @Test
    void shouldNotConfirmASingleRow() throws TraceException {
        assertEquals(".", judge(0));
        assertEquals("", judge());
    }

    @Test
    void shouldGiveTheRowBeforeAFailureFirst() throws TraceException {
        try (ActivitySource source = Traces.open("timestamp_ms,user,action\n1500000000000,u,a\nx,u,a\n")) {
            final ActivityRow row = new ActivityRow();
            assertTrue(source.next(row));
            assertEquals("u", row.user);
            assertThrows(TraceException.class, () -> source.next(row));
        }
    }

    @Test
    void shouldStayAtTheEnd() throws TraceException {
        try (ActivitySource source = Traces.open("timestamp_ms,user,action\n")) {
            assertFalse(source.next(new ActivityRow()));
            assertFalse(source.next(new ActivityRow()));
        }
    }

    private static String judge(final long... offsetsMs) throws TraceException {
        final List<Long> times = new ArrayList<>();
        final StringBuilder text = new StringBuilder("timestamp_ms,user,action\n");
        for (final long offsetMs : offsetsMs) {
            times.add(START_MS + offsetMs);
            text.append(START_MS + offsetMs).append(",u,a\n");
        }
        final List<ActivityRow> rows = Traces.rows(text.toString());
        assertEquals(times, rows.stream().map(row -> row.timestampMs).toList());
        final StringBuilder flags = new StringBuilder();
        rows.forEach(row -> flags.append(row.gapConfirmed ? 'C' : '.'));
        return flags.toString();
    }
}
