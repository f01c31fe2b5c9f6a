package io.forerun.core;

import io.forerun.state.Archive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;

/**
 * One session's numbers, translated to the engine's. A number is resolved when an accepted record first uses it, so what is
 * learned does not depend on what a client defines and never uses. A number without an entry is named by its decimal text.
 */
final class SessionDictionary {
    private static final int UNRESOLVED = 0;
    private static final int LOW_OBJECTS = 1 << 16;

    private final int[][] resolved = new int[NameKind.values().length][];
    private final List<Int2ObjectHashMap<String>> defined = new ArrayList<>();
    private final Int2IntHashMap objectFolds = new Int2IntHashMap(UNRESOLVED);
    private int[] lowObjectFolds = new int[16]; // The same of low numbers, which is what clients give first.

    SessionDictionary() {
        for (int kind = 0; kind < resolved.length; kind++) {
            defined.add(new Int2ObjectHashMap<>());
            resolved[kind] = new int[] {1}; // Number 0 is the empty name, number 0 of the engine; stored plus one.
        }
    }

    /** Enters a name; a later entry of the same number replaces the earlier. */
    void define(final NameKind kind, final int number, final String name) {
        if (kind == NameKind.OBJECT) {
            defineObject(number, ObjectNames.fold(name));
            return;
        }
        if (number != 0) {
            defined.get(kind.ordinal()).put(number, name);
            if (number < resolved[kind.ordinal()].length) {
                resolved[kind.ordinal()][number] = UNRESOLVED;
            }
        }
    }

    /** A map beyond the low numbers: one entry of the largest number must not cost 64 MiB. */
    private void defineObject(final int number, final int fold) {
        if (number < 0 || number >= LOW_OBJECTS) {
            objectFolds.put(number, fold);
            return;
        }
        if (number >= lowObjectFolds.length) {
            lowObjectFolds = Arrays.copyOf(lowObjectFolds, Math.max(number + 1, lowObjectFolds.length * 2));
        }
        lowObjectFolds[number] = fold;
    }

    /** The engine's number; allocates only at a number's first use. */
    int resolve(final NameKind kind, final int number, final NameBook names) {
        final int[] known = resolved[kind.ordinal()];
        if (number < known.length && known[number] != UNRESOLVED) {
            return known[number] - 1;
        }
        return resolveNew(kind, number, names);
    }

    private int resolveNew(final NameKind kind, final int number, final NameBook names) {
        final String name = defined.get(kind.ordinal()).get(number);
        final int own = names.number(kind, name == null ? Integer.toString(number) : name);
        int[] known = resolved[kind.ordinal()];
        if (number >= known.length) {
            known = Arrays.copyOf(known, Math.max(number + 1, known.length * 2));
            resolved[kind.ordinal()] = known;
        }
        known[number] = own + 1;
        return own;
    }

    /** 32-bit fold of an object's name, 0 for none: objects are too many for dense numbers. */
    int objectFold(final int number) {
        if (number == 0) {
            return 0;
        }
        final int fold;
        if (number < 0 || number >= LOW_OBJECTS) {
            fold = objectFolds.get(number);
        } else {
            fold = number < lowObjectFolds.length ? lowObjectFolds[number] : UNRESOLVED;
        }
        return fold != UNRESOLVED ? fold : ObjectNames.fold(number);
    }

    /** Passes all names and numbers. */
    void pass(final Archive archive) {
        for (int kind = 0; kind < resolved.length; kind++) {
            resolved[kind] = archive.passGrown(resolved[kind]);
            passDefined(archive, defined.get(kind));
        }
        lowObjectFolds = archive.passGrown(lowObjectFolds);
        final IntArrayList numbers = new IntArrayList();
        objectFolds.forEachInt((number, fold) -> numbers.addInt(number));
        for (final int number : sorted(archive, numbers)) {
            objectFolds.put(number, archive.pass(objectFolds.get(number)));
        }
    }

    private static void passDefined(final Archive archive, final Int2ObjectHashMap<String> names) {
        final IntArrayList numbers = new IntArrayList();
        names.forEachInt((number, name) -> numbers.addInt(number));
        for (final int number : sorted(archive, numbers)) {
            names.put(number, archive.pass(names.get(number)));
        }
    }

    private static int[] sorted(final Archive archive, final IntArrayList numbers) {
        final int[] sorted = numbers.toIntArray();
        Arrays.sort(sorted);
        return archive.passGrown(sorted);
    }
}
