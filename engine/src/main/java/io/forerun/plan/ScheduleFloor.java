package io.forerun.plan;

/**
 * A minimum that operators set for certain hours, in UTC.
 *
 * @param days bit 0 is Monday, bit 6 is Sunday: the days on which it begins
 * @param fromMinute of the day, inclusive
 * @param toMinute of the day, exclusive; up to 2,880, so that it may reach into the next day
 * @param nodes nodes at least
 */
public record ScheduleFloor(int days, int fromMinute, int toMinute, int nodes) {
    /** Every day of the week. */
    public static final int EVERY_DAY = 127;

    private static final long MINUTE_MS = 60_000;
    private static final int DAY_MINUTES = 1_440;
    private static final int EPOCH_WEEKDAY = 3; // 1970-01-01 was a Thursday.

    public ScheduleFloor {
        Allowed.range("days", days, 1, EVERY_DAY);
        Allowed.range("from_minute", fromMinute, 0, DAY_MINUTES - 1);
        Allowed.range("to_minute", toMinute, fromMinute + 1, fromMinute + DAY_MINUTES);
        Allowed.range("nodes", nodes, 0, NodeType.MAX_NODES);
    }

    /** Whether it holds at any time from fromMs to toMs, both inclusive: nodes must be ordered before it begins. */
    boolean touches(final long fromMs, final long toMs) {
        final long firstDay = Math.floorDiv(Math.floorDiv(fromMs, MINUTE_MS), DAY_MINUTES) - 1;
        final long lastDay = Math.floorDiv(Math.floorDiv(toMs, MINUTE_MS), DAY_MINUTES);
        for (long day = firstDay; day <= lastDay; day++) {
            final int weekday = (int) Math.floorMod(day + EPOCH_WEEKDAY, 7L);
            final long beginMs = (day * DAY_MINUTES + fromMinute) * MINUTE_MS;
            final long endMs = (day * DAY_MINUTES + toMinute) * MINUTE_MS;
            if ((days >> weekday & 1) == 1 && beginMs <= toMs && endMs > fromMs) {
                return true;
            }
        }
        return false;
    }
}
