package io.forerun.provision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForbiddenWindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static long at(final String time) {
        return ZonedDateTime.parse(time + "[Europe/Berlin]").toInstant().toEpochMilli();
    }

    @Test
    void shouldGoByTheLocalClockAndLastOverMidnight() {
        final ForbiddenWindow nights = new ForbiddenWindow(EnumSet.of(DayOfWeek.FRIDAY), 22 * 60, 6 * 60, BERLIN, true);
        assertEquals(false, nights.forbids(at("2026-07-10T21:59:59+02:00"), true));
        assertEquals(true, nights.forbids(at("2026-07-10T22:00:00+02:00"), false));
        assertEquals(true, nights.forbids(at("2026-07-11T05:59:59+02:00"), true));
        assertEquals(false, nights.forbids(at("2026-07-11T06:00:00+02:00"), true));
        assertEquals(false, nights.forbids(at("2026-07-11T23:00:00+02:00"), true));
        assertEquals(true, nights.forbids(at("2026-01-09T22:00:00+01:00"), true));
    }

    @Test
    void shouldLetNodesBeAddedUnlessAllIsForbidden() {
        final ForbiddenWindow days = new ForbiddenWindow(EnumSet.of(DayOfWeek.FRIDAY), 0, 1_440, BERLIN, false);
        assertEquals(true, days.forbids(at("2026-07-10T12:00:00+02:00"), true));
        assertEquals(false, days.forbids(at("2026-07-10T12:00:00+02:00"), false));
    }

    @Test
    void shouldRefuseAWindowThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new ForbiddenWindow(Set.of(), 0, 60, BERLIN, false));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ForbiddenWindow(EnumSet.of(DayOfWeek.MONDAY), 0, 1_441, BERLIN, false));
    }
}
