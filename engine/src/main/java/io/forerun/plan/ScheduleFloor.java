package io.forerun.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A minimum that operators set for certain hours of a time zone. A time that does not exist, as
 * clocks were put forward, is later by as much as they were.
 *
 * @param days bit 0 is Monday, bit 6 is Sunday: the days on which it begins
 * @param fromMinute of the day, inclusive
 * @param toMinute of the day, exclusive; up to 2,880, so that it may reach into the next day
 * @param nodes nodes at least
 * @param zone whose hours and days these are
 */
public record ScheduleFloor(int days, int fromMinute, int toMinute, int nodes, ZoneId zone) {
    /** Every day of the week. */
    public static final int EVERY_DAY = 127;

    private static final int DAY_MINUTES = 1_440;
    private static final int HOUR_MINUTES = 60;

    /** In UTC. */
    public ScheduleFloor(final int days, final int fromMinute, final int toMinute, final int nodes) {
        this(days, fromMinute, toMinute, nodes, ZoneOffset.UTC);
    }

    public ScheduleFloor {
        Allowed.range("days", days, 1, EVERY_DAY);
        Allowed.range("from_minute", fromMinute, 0, DAY_MINUTES - 1);
        Allowed.range("to_minute", toMinute, fromMinute + 1, fromMinute + DAY_MINUTES);
        Allowed.range("nodes", nodes, 0, NodeType.MAX_NODES);
    }

    /** Whether it holds at any time from fromMs to toMs, both inclusive: nodes must be ordered before it begins. */
    boolean touches(final long fromMs, final long toMs) {
        final LocalDate last = date(toMs);
        for (LocalDate day = date(fromMs).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            final boolean chosen = (days >> day.getDayOfWeek().getValue() - 1 & 1) == 1;
            if (chosen && epochMs(day, fromMinute) <= toMs && epochMs(day, toMinute) > fromMs) {
                return true;
            }
        }
        return false;
    }

    private LocalDate date(final long timeMs) {
        return Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
    }

    private long epochMs(final LocalDate day, final int minute) {
        final LocalTime time = LocalTime.of(minute % DAY_MINUTES / HOUR_MINUTES, minute % HOUR_MINUTES);
        return day.plusDays(minute / DAY_MINUTES)
                .atTime(time)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }
}
