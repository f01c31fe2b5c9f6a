package io.forerun.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * A zone's local time as plain offsets from UTC. Whoever makes one asks a table of time zones; what is learned under it depends on
 * these numbers alone, so a replay is exact wherever that table has changed. Immutable.
 *
 * @param name such as {@code Europe/Berlin}
 * @param firstSeconds seconds that local time is ahead of UTC before the first change
 * @param changes when clocks are moved, ascending; the last one holds for ever
 */
public record ZoneOffsets(String name, int firstSeconds, List<Change> changes) {
    /** No offset ever. */
    public static final ZoneOffsets UTC = new ZoneOffsets("UTC", 0, List.of());

    private static final int LARGEST_SECONDS = 18 * 3_600;

    /**
     * Clocks are moved.
     *
     * @param atSecond when, seconds since the epoch
     * @param offsetSeconds that local time is ahead of UTC from then on
     */
    public record Change(long atSecond, int offsetSeconds) {}

    public ZoneOffsets {
        changes = List.copyOf(changes);
        if (name.isEmpty() || name.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("zone: name='" + name + "', allowed=a name without blanks");
        }
        check(name, firstSeconds);
        long before = Long.MIN_VALUE;
        for (final Change change : changes) {
            check(name, change.offsetSeconds());
            if (change.atSecond() <= before) {
                throw new IllegalArgumentException(
                        "zone " + name + ": change=" + change.atSecond() + ", allowed=later than " + before);
            }
            before = change.atSecond();
        }
    }

    private static void check(final String name, final int seconds) {
        if (Math.abs(seconds) > LARGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "zone " + name + ": offset=" + seconds + ", allowed=" + LARGEST_SECONDS + " s either way");
        }
    }

    /** One line of text, such as {@code Europe/Berlin 3600 1711846800:7200 1729990800:3600}; {@link #parse} gives an equal one back. */
    String canonical() {
        final StringBuilder text = new StringBuilder(name).append(' ').append(firstSeconds);
        for (final Change change : changes) {
            text.append(' ').append(change.atSecond()).append(':').append(change.offsetSeconds());
        }
        return text.toString();
    }

    /** Offsets of a text that {@link #canonical} made. */
    static ZoneOffsets parse(final String canonical) {
        final String[] words = canonical.split(" ", -1);
        final List<Change> changes = new ArrayList<>();
        try {
            for (int word = 2; word < words.length; word++) {
                final int colon = words[word].indexOf(':');
                changes.add(new Change(
                        Long.parseLong(words[word].substring(0, colon)),
                        Integer.parseInt(words[word].substring(colon + 1))));
            }
            return new ZoneOffsets(words[0], Integer.parseInt(words[1]), changes);
        } catch (final IndexOutOfBoundsException | NumberFormatException broken) {
            throw new IllegalArgumentException(
                    "zone: text=" + canonical + ", allowed=a name, an offset, and changes as second:offset", broken);
        }
    }
}
