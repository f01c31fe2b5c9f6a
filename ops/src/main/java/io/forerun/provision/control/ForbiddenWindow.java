package io.forerun.provision.control;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours in which nothing may be changed, or nothing taken away.
 *
 * @param days on which it begins
 * @param fromMinute of the day, local time
 * @param toMinute of the day, exclusive, 1,440 for its end; not after fromMinute means the next day
 * @param zone whose clock
 * @param all also forbids to add
 */
public record ForbiddenWindow(Set<DayOfWeek> days, int fromMinute, int toMinute, ZoneId zone, boolean all) {
    private static final int DAY = 1_440;

    public ForbiddenWindow {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days: value=[], allowed=one day at least");
        }
        minute("from", fromMinute, DAY - 1);
        minute("to", toMinute, DAY);
    }

    private static void minute(final String name, final int value, final int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + ": value=" + value + ", allowed=00:00 to 24:00");
        }
    }

    /** Whether it holds back a change at a time. */
    boolean forbids(final long nowMs, final boolean lowers) {
        if (!lowers && !all) {
            return false;
        }
        final ZonedDateTime local = Instant.ofEpochMilli(nowMs).atZone(zone);
        final int minute = local.getHour() * 60 + local.getMinute();
        if (fromMinute < toMinute) {
            return days.contains(local.getDayOfWeek()) && minute >= fromMinute && minute < toMinute;
        }
        return days.contains(local.getDayOfWeek()) && minute >= fromMinute
                || days.contains(local.getDayOfWeek().minus(1)) && minute < toMinute;
    }
}
