package io.forerun.forecast;

import java.util.ArrayList;
import java.util.List;

/** The calendars of the zones in use, one for each, shared by the series that live there. One thread. */
final class Calendars {
    private final ForecastConfig config;
    private final List<ZoneOffsets> known = new ArrayList<>();
    private final List<Calendar> calendars = new ArrayList<>();
    private RegionZones zones;

    Calendars(final ForecastConfig config, final RegionZones zones) {
        this.config = config;
        this.zones = zones;
    }

    /** Other zones come into force, for those who ask from now on. */
    void use(final RegionZones next) {
        zones = next;
    }

    /** Calendar of a region's zone; an empty name is no region. */
    Calendar of(final String region) {
        final ZoneOffsets zone = zones.of(region);
        int index = known.indexOf(zone);
        if (index < 0) {
            index = known.size();
            known.add(zone);
            calendars.add(new Calendar(config, zone));
        }
        return calendars.get(index);
    }
}
