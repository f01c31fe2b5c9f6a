package io.forerun.core;

import io.forerun.state.Archive;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Object2IntHashMap;

/**
 * The engine's own numbers for names, one dense range per kind, given in order of first use by an accepted record. Number 0
 * is the empty name. Names beyond {@link #MAX_NAMES} of a kind share number 0. Engine thread only.
 */
final class NameBook {
    static final int MAX_NAMES = 65_536;

    private final List<List<String>> names = new ArrayList<>();
    private final List<Object2IntHashMap<String>> numbers = new ArrayList<>();

    NameBook() {
        for (int kind = 0; kind < NameKind.values().length; kind++) {
            names.add(new ArrayList<>());
            numbers.add(new Object2IntHashMap<>(-1));
            number(NameKind.of(kind), "");
        }
    }

    /** Number of a name, a new one where it is unknown. */
    int number(final NameKind kind, final String name) {
        final Object2IntHashMap<String> known = numbers.get(kind.ordinal());
        final int number = known.getValue(name);
        if (number >= 0) {
            return number;
        }
        final List<String> ofKind = names.get(kind.ordinal());
        if (ofKind.size() == MAX_NAMES) {
            return 0;
        }
        known.put(name, ofKind.size());
        ofKind.add(name);
        return ofKind.size() - 1;
    }

    /** Number of a name that has one, -1 where it has none. */
    int find(final NameKind kind, final String name) {
        return numbers.get(kind.ordinal()).getValue(name);
    }

    /** Name of a number that {@link #number} gave. */
    String name(final NameKind kind, final int number) {
        return names.get(kind.ordinal()).get(number);
    }

    /** Names of a kind, the empty one included. */
    int size(final NameKind kind) {
        return names.get(kind.ordinal()).size();
    }

    void pass(final Archive archive) {
        for (final NameKind kind : NameKind.values()) {
            final int count = archive.passCount(size(kind), MAX_NAMES);
            for (int number = 0; number < count; number++) {
                final String name = archive.pass(number < size(kind) ? name(kind, number) : null);
                if (number == size(kind)) {
                    number(kind, name);
                }
            }
        }
    }
}
