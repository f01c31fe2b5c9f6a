package io.forerun.forecast;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose day and week the demand of a region repeats in. Immutable.
 *
 * @param otherwise of the total, and of regions that are not named
 * @param byRegion zone of a region; of one name there is one zone
 */
public record RegionZones(ZoneOffsets otherwise, SortedMap<String, ZoneOffsets> byRegion) {
    /** Everything in UTC. */
    public static final RegionZones UTC = all(ZoneOffsets.UTC);

    private static final String OTHERWISE = "otherwise ";
    private static final String ZONE = "zone ";
    private static final String REGION = "region ";

    public RegionZones {
        byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
        byRegion.forEach((region, zone) -> check(region));
        byName(otherwise, byRegion);
    }

    private static void check(final String region) {
        if (region.isEmpty() || region.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("regions: value='" + region + "', allowed=a name on one line");
        }
    }

    /** One zone for all. */
    public static RegionZones all(final ZoneOffsets zone) {
        return new RegionZones(zone, Collections.emptySortedMap());
    }

    /** Zone of a region; an empty name is no region. */
    public ZoneOffsets of(final String region) {
        return byRegion.getOrDefault(region, otherwise);
    }

    /** Lines of text, each zone's offsets once; {@link #parse} gives an equal one back. */
    public String canonical() {
        final StringBuilder text = new StringBuilder();
        byName(otherwise, byRegion)
                .values()
                .forEach(zone -> text.append(ZONE).append(zone.canonical()).append('\n'));
        text.append(OTHERWISE).append(otherwise.name()).append('\n');
        byRegion.forEach((region, zone) -> text.append(REGION)
                .append(zone.name())
                .append(' ')
                .append(region)
                .append('\n'));
        return text.toString();
    }

    /**
     * Zones of a text.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #canonical} made
     */
    public static RegionZones parse(final String canonical) {
        final TreeMap<String, ZoneOffsets> zones = new TreeMap<>();
        final TreeMap<String, ZoneOffsets> byRegion = new TreeMap<>();
        ZoneOffsets otherwise = null;
        for (final String line : canonical.lines().toList()) {
            if (line.startsWith(ZONE)) {
                final ZoneOffsets zone = ZoneOffsets.parse(line.substring(ZONE.length()));
                zones.put(zone.name(), zone);
            } else if (line.startsWith(OTHERWISE)) {
                otherwise = zone(zones, line, OTHERWISE.length(), line.length());
            } else if (line.startsWith(REGION)) {
                final int blank = Math.max(REGION.length(), line.indexOf(' ', REGION.length()));
                byRegion.put(line.substring(blank + 1), zone(zones, line, REGION.length(), blank));
            } else {
                throw new IllegalArgumentException("zones: line=" + line + ", allowed=zone, otherwise, region");
            }
        }
        if (otherwise == null) {
            throw new IllegalArgumentException("zones: no line " + OTHERWISE.strip());
        }
        return new RegionZones(otherwise, byRegion);
    }

    private static ZoneOffsets zone(
            final SortedMap<String, ZoneOffsets> zones, final String line, final int from, final int to) {
        final ZoneOffsets zone = zones.get(line.substring(from, to));
        if (zone == null) {
            throw new IllegalArgumentException("zones: line=" + line + ", allowed=one of " + zones.keySet());
        }
        return zone;
    }

    private static SortedMap<String, ZoneOffsets> byName(
            final ZoneOffsets otherwise, final SortedMap<String, ZoneOffsets> byRegion) {
        final TreeMap<String, ZoneOffsets> zones = new TreeMap<>();
        zones.put(otherwise.name(), otherwise);
        for (final ZoneOffsets zone : byRegion.values()) {
            final ZoneOffsets same = zones.putIfAbsent(zone.name(), zone);
            if (same != null && !same.equals(zone)) {
                throw new IllegalArgumentException("zones: two of the name " + zone.name() + ", allowed=one");
            }
        }
        return zones;
    }
}
