package io.forerun.trace.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.trace.synthetic.PopulationConfig.FlashCrowd;
import io.forerun.trace.synthetic.PopulationConfig.Region;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PopulationConfigTest {
    private static final PopulationConfig DEFAULT = PopulationConfig.DEFAULT;

    @Test
    void shouldBeginOnAMondayAtMidnightWithoutAChangeOfClocks() {
        final Instant start = Instant.ofEpochMilli(DEFAULT.startMs());
        assertEquals(DayOfWeek.MONDAY, start.atZone(ZoneOffset.UTC).getDayOfWeek());
        assertEquals(0, DEFAULT.startMs() % PopulationConfig.DAY_MS);
        for (final Region region : DEFAULT.regions()) {
            assertEquals(
                    region.zone().getRules().getOffset(start),
                    region.zone().getRules().getOffset(Instant.ofEpochMilli(DEFAULT.endMs())));
        }
    }

    @Test
    void shouldNameTheBadValue() {
        assertEquals("population.days: value=0, allowed=1 to 400", refused(() -> DEFAULT.withDays(0)));
        assertEquals("population.users: value=9, allowed=10 to 10000000", refused(() -> DEFAULT.withSize(9, 100)));
        assertEquals(
                "population.requests_per_day: value=NaN, allowed=1 to 100000000",
                refused(() -> DEFAULT.withSize(100, Double.NaN)));
        assertEquals(
                "population.sum of region shares: value=0.5, allowed=1",
                refused(() -> new PopulationConfig(
                        1,
                        DEFAULT.startMs(),
                        1,
                        100,
                        100,
                        0,
                        0,
                        List.of(new Region("r", ZoneOffset.UTC, 0.5)),
                        List.of())));
        assertEquals(
                "population.flash_crowd.factor: value=0.5, allowed=1 to 100",
                refused(() -> new FlashCrowd(0, 1, 1, 0.5)));
        assertEquals(
                "population.region.name: value=, allowed=text that is not empty",
                refused(() -> new Region("", ZoneOffset.UTC, 1)));
    }

    @Test
    void shouldRampHoldAndFadeACrowd() {
        final FlashCrowd crowd = new FlashCrowd(100, 10, 45, 2);
        assertEquals(0, crowd.level(99));
        assertEquals(0.1, crowd.level(100), 1e-12);
        assertEquals(1, crowd.level(109), 1e-12);
        assertEquals(1, crowd.level(154), 1e-12);
        assertTrue(crowd.level(155) < 1 && crowd.level(155) > 0.9);
        assertEquals(StrictMath.exp(-1), crowd.level(166), 1e-12);
    }

    @Test
    void shouldBeStationaryOnRequest() {
        final PopulationConfig still = DEFAULT.stationary();
        assertEquals(List.of(), still.flashCrowds());
        assertEquals(0, still.growthPerDay() + still.driftPerDay());
    }

    private static String refused(final Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
