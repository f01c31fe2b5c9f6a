package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forerun.forecast.RegionZones;
import io.forerun.forecast.ZoneOffsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZonesFileTest {
    @TempDir
    private Path directory;

    private RegionZones read(final String yaml) throws IOException {
        final Path file = Files.writeString(directory.resolve("forerun.yml"), yaml);
        return ConfigFile.read(file).engine().zones();
    }

    @Test
    void shouldBeUtcByDefault() throws IOException {
        assertEquals(RegionZones.UTC, read("mode: full"));
        assertEquals(RegionZones.UTC, read("zones: {default: UTC, regions: {}}"));
    }

    @Test
    void shouldGiveRegionsTheirZones() throws IOException {
        final RegionZones zones = read("zones:\n  default: Asia/Kolkata\n  regions:\n    eu.1: Europe/Berlin\n");
        assertEquals(new ZoneOffsets("Asia/Kolkata", 19_800, List.of()), zones.otherwise());
        assertEquals(new TreeMap<>(Map.of("eu.1", TimeZones.of("Europe/Berlin"))), zones.byRegion());
    }

    @Test
    void shouldNameAZoneThatIsNone() {
        assertRefused(3, "zones.regions.eu: value=Europe/Berln", "zones:\n  regions:\n    eu: Europe/Berln\n");
        assertRefused(1, "zones.default: value=CEST-ish", "zones: {default: CEST-ish}\n");
        assertRefused(1, "zones.regions.eu: value=nothing", "zones: {regions: {eu: }}\n");
    }

    private void assertRefused(final int line, final String what, final String yaml) {
        final String message =
                assertThrows(BadInputException.class, () -> read(yaml)).getMessage();
        final String expected = directory.resolve("forerun.yml") + ":" + line + ": " + what;
        assertEquals(expected, message.substring(0, Math.min(expected.length(), message.length())), message);
    }

    @Test
    void shouldHaveTheOffsetsOfEveryZoneForGenerations() {
        final SplittableRandom random = new SplittableRandom(1);
        for (final String id : List.of("Europe/Berlin", "Australia/Lord_Howe", "+05:45", "UTC")) {
            final ZoneOffsets zone = TimeZones.of(id);
            for (int draw = 0; draw < 1_000; draw++) {
                final long second =
                        random.nextLong(Instant.parse("2100-01-01T00:00:00Z").getEpochSecond());
                final int expected = ZoneId.of(id)
                        .getRules()
                        .getOffset(Instant.ofEpochSecond(second))
                        .getTotalSeconds();
                final int offset = zone.changes().stream()
                        .filter(change -> change.atSecond() <= second)
                        .reduce((before, after) -> after)
                        .map(ZoneOffsets.Change::offsetSeconds)
                        .orElse(zone.firstSeconds());
                assertEquals(expected, offset, id + " at " + second);
            }
        }
    }
}
