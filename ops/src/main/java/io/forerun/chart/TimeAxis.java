package io.forerun.chart;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A horizontal axis of time, UTC, with ticks on round hours or days. */
public final class TimeAxis {
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long[] STEPS_MS = {
        HOUR_MS / 4, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, DAY_MS, 2 * DAY_MS, 7 * DAY_MS, 28 * DAY_MS
    };
    private static final int TICKS = 7;
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter HOUR = format("HH:mm");

    private final Scale scale;
    private final long fromMs;
    private final long toMs;

    /** From one time to another, across the frame. */
    public TimeAxis(final long fromMs, final long toMs, final Plot plot) {
        this.fromMs = fromMs;
        this.toMs = toMs;
        scale = new Scale(fromMs, toMs, plot.left(), plot.right());
    }

    private static DateTimeFormatter format(final String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** Where a time lies. */
    public double pixel(final long timeMs) {
        return scale.pixel(timeMs);
    }

    /** Draws ticks and label. */
    public void draw(final Plot plot) {
        long step = STEPS_MS[STEPS_MS.length - 1];
        for (int index = STEPS_MS.length - 1; index >= 0 && (toMs - fromMs) / STEPS_MS[index] <= TICKS; index--) {
            step = STEPS_MS[index];
        }
        for (long at = (fromMs + step - 1) / step * step; at <= toMs; at += step) {
            final DateTimeFormatter format = at % DAY_MS == 0 ? DAY : HOUR;
            plot.tick(pixel(at), format.format(Instant.ofEpochMilli(at)));
        }
        plot.horizontalLabel("time, UTC");
    }
}
