package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegionZonesTest {
    private static final ZoneOffsets TOKYO = new ZoneOffsets("Asia/Tokyo", 32_400, List.of());
    private static final RegionZones SOME = new RegionZones(
            TOKYO, new TreeMap<>(Map.of("eu-west", CalendarTest.BERLIN, "a b=c", TOKYO, "x [fleet]", ZoneOffsets.UTC)));

    @Test
    void shouldGiveBackWhatItWrote() {
        for (final RegionZones zones : List.of(RegionZones.UTC, RegionZones.all(CalendarTest.BERLIN), SOME)) {
            assertEquals(zones, RegionZones.parse(zones.canonical()));
            assertEquals(zones.canonical(), RegionZones.parse(zones.canonical()).canonical());
        }
        assertEquals("""
                zone Asia/Tokyo 32400
                zone Europe/Berlin 3600 1711846800:7200 1729990800:3600
                zone UTC 0
                otherwise Asia/Tokyo
                region Asia/Tokyo a b=c
                region Europe/Berlin eu-west
                region UTC x [fleet]
                """, SOME.canonical());
    }

    @Test
    void shouldTakeTheZoneOfARegionOrTheOtherOne() {
        assertEquals(CalendarTest.BERLIN, SOME.of("eu-west"));
        assertEquals(TOKYO, SOME.of("us"));
        assertEquals(TOKYO, SOME.of(""));
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertRefused("no line otherwise", "zone UTC 0\n");
        assertRefused("line=otherwise Mars, allowed=one of [UTC]", "zone UTC 0\notherwise Mars\n");
        assertRefused("line=moon, allowed=zone, otherwise, region", "moon\n");
        assertRefused("text=A 1 2, allowed=a name, an offset", "zone A 1 2\n");
        assertRefused("text=A x, allowed=a name, an offset", "zone A x\n");
        assertRefused("text=A, allowed=a name, an offset", "zone A\n");
        assertRefused("change=5, allowed=later than 5", "zone A 0 5:60 5:0\n");
        assertRefused("offset=70000, allowed=64800 s", "zone A 70000\n");
        assertRefused("value='', allowed=a name on one line", "zone A 0\notherwise A\nregion A \n");
    }

    @Test
    void shouldKeepOneZoneOfAName() {
        final ZoneOffsets other = new ZoneOffsets("Asia/Tokyo", 0, List.of());
        final TreeMap<String, ZoneOffsets> byRegion = new TreeMap<>(Map.of("jp", other));
        assertThrows(IllegalArgumentException.class, () -> new RegionZones(TOKYO, byRegion));
    }

    private static void assertRefused(final String part, final String text) {
        final String message = assertThrows(IllegalArgumentException.class, () -> RegionZones.parse(text))
                .getMessage();
        assertEquals(part, message.contains(part) ? part : message);
    }
}
