package io.forerun.cli;

import io.forerun.forecast.ZoneOffsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** Offsets of a zone by the Java runtime's table of time zones, from 1970 until 2100. */
final class TimeZones {
    /** What a name has to be, for messages. */
    static final String ALLOWED = "a time zone such as UTC or Europe/Berlin";

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private TimeZones() {}

    /**
     * Offsets of a zone.
     *
     * @throws DateTimeException if there is none of that name
     */
    static ZoneOffsets of(final String name) {
        if (name.equals(ZoneOffsets.UTC.name())) {
            return ZoneOffsets.UTC;
        }
        final ZoneRules rules = ZoneId.of(name).getRules();
        final List<ZoneOffsets.Change> changes = new ArrayList<>();
        ZoneOffsetTransition change = rules.nextTransition(Instant.EPOCH);
        while (change != null && change.getInstant().isBefore(END)) {
            final int offset = change.getOffsetAfter().getTotalSeconds();
            changes.add(new ZoneOffsets.Change(change.toEpochSecond(), offset));
            change = rules.nextTransition(change.getInstant());
        }
        return new ZoneOffsets(name, rules.getOffset(Instant.EPOCH).getTotalSeconds(), changes);
    }
}
