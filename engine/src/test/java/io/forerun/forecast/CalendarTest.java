package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalendarTest {
    static final ZoneOffsets BERLIN = new ZoneOffsets(
            "Europe/Berlin",
            3_600,
            List.of(new ZoneOffsets.Change(1_711_846_800, 7_200), new ZoneOffsets.Change(1_729_990_800, 3_600)));

    private static final ZoneOffsets KOLKATA = new ZoneOffsets("Asia/Kolkata", 19_800, List.of());
    private static final ZoneOffsets NEW_YORK = new ZoneOffsets(
            "America/New_York",
            -18_000,
            List.of(new ZoneOffsets.Change(1_710_054_000, -14_400), new ZoneOffsets.Change(1_730_613_600, -18_000)));

    private static final long YEAR_2024_S =
            Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    private static final int YEAR_S = 366 * 86_400;

    /** Buckets of seconds, minutes, of 45 minutes, which no offset is a multiple of, and of hours, against the JDK. */
    @Test
    void shouldCountBucketsByLocalTime() {
        final SplittableRandom random = new SplittableRandom(1);
        for (final int bucketMs : new int[] {1_000, 60_000, 300_000, 2_700_000, 3_600_000}) {
            final ForecastConfig config = new ForecastConfig(bucketMs, 6, .2, 1);
            for (final ZoneOffsets zone : List.of(ZoneOffsets.UTC, BERLIN, KOLKATA, NEW_YORK)) {
                final Calendar calendar = new Calendar(config, zone);
                for (int draw = 0; draw < 10_000; draw++) {
                    final long bucket = (YEAR_2024_S + random.nextInt(YEAR_S)) * 1_000 / bucketMs;
                    final int offset = ZoneId.of(zone.name())
                            .getRules()
                            .getOffset(Instant.ofEpochMilli(bucket * bucketMs))
                            .getTotalSeconds();
                    assertEquals(
                            Math.floorDiv(bucket * bucketMs + offset * 1_000L, (long) bucketMs),
                            calendar.local(bucket));
                }
            }
        }
    }

    @Test
    void shouldRunUntilClocksAreMoved() {
        final Calendar calendar = new Calendar(ForecastConfig.DEFAULT, BERLIN);
        final long change = 1_711_846_800 / 60;
        assertEquals(30, calendar.run(change - 30, 30));
        assertEquals(29, calendar.run(change - 29, 30));
        assertEquals(1, calendar.run(change - 1, 30));
        assertEquals(30, calendar.run(change, 30));
        assertEquals(calendar.local(change - 1) + 61, calendar.local(change));
    }

    @Test
    void shouldFindTheSameLocalTimeOfADayBefore() {
        final Calendar calendar = new Calendar(ForecastConfig.DEFAULT, BERLIN);
        for (final ZoneOffsets.Change change : BERLIN.changes()) {
            final long nine = change.atSecond() / 60 + 8 * 60;
            assertEquals(calendar.local(nine) - 1_440, calendar.local(calendar.earlier(nine, 1_440)));
            assertEquals(calendar.local(nine) - 10_080, calendar.local(calendar.earlier(nine, 10_080)));
        }
    }
}
