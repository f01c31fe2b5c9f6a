package io.forerun.trace;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads times like {@code 10/Oct/2000:13:55:36 -0700}; remembers the last day, since lines of a log share it. */
final class LogTime {
    /** What is given for text that is no time. */
    static final long INVALID = -1;

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LENGTH = "10/Oct/2000:13:55:36 -0700".length();
    private static final String SHAPE = "00/AAA/0000:00:00:00 +0000";
    private static final long DAY_S = 86_400;

    private int lastDay = -1;
    private long lastEpochDay;

    /** Milliseconds since 1970, INVALID for anything else than such a time. */
    long timestampMs(final byte[] bytes, final int start, final int end) {
        if (end - start != LENGTH || !hasShape(bytes, start)) {
            return INVALID;
        }
        final int hour = number(bytes, start + 12, 2);
        final int minute = number(bytes, start + 15, 2);
        final int second = number(bytes, start + 18, 2);
        final int zoneHour = number(bytes, start + 22, 2);
        final int zoneMinute = number(bytes, start + 24, 2);
        // A leap second is written as 60.
        if (hour > 23 || minute > 59 || second > 60 || zoneHour > 18 || zoneMinute > 59) {
            return INVALID;
        }
        final long epochDay = epochDay(bytes, start);
        if (epochDay == Long.MIN_VALUE) {
            return INVALID;
        }
        final int zoneS = (zoneHour * 60 + zoneMinute) * 60;
        final long localS = epochDay * DAY_S + (hour * 60L + minute) * 60 + second;
        return 1_000 * (bytes[start + 21] == '-' ? localS + zoneS : localS - zoneS);
    }

    private long epochDay(final byte[] bytes, final int start) {
        final int month = month(bytes, start + 3);
        final int key = (number(bytes, start + 7, 4) * 16 + month) * 64 + number(bytes, start, 2);
        if (key != lastDay) {
            try {
                lastEpochDay = LocalDate.of(key >> 10, month, key & 63).toEpochDay();
            } catch (final DateTimeException _) {
                lastEpochDay = Long.MIN_VALUE;
            }
            lastDay = key;
        }
        return lastEpochDay;
    }

    private static boolean hasShape(final byte[] bytes, final int start) {
        for (int index = 0; index < LENGTH; index++) {
            final byte value = bytes[start + index];
            final boolean fits = switch (SHAPE.charAt(index)) {
                case '0' -> value >= '0' && value <= '9';
                case 'A' -> value >= 'A' && value <= 'z';
                case '+' -> value == '+' || value == '-';
                default -> value == SHAPE.charAt(index);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(final byte[] bytes, final int start, final int digits) {
        int value = 0;
        for (int index = start; index < start + digits; index++) {
            value = value * 10 + bytes[index] - '0';
        }
        return value;
    }

    /** 1 to 12, or 0. */
    private static int month(final byte[] bytes, final int start) {
        for (int month = 0; month < 12; month++) {
            if (MONTHS.charAt(3 * month) == bytes[start]
                    && MONTHS.charAt(3 * month + 1) == bytes[start + 1]
                    && MONTHS.charAt(3 * month + 2) == bytes[start + 2]) {
                return month + 1;
            }
        }
        return 0;
    }
}
