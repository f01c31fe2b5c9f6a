package io.forerun.core;

import io.forerun.state.Archive;
import io.forerun.state.Digest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Names of objects by their 32-bit folds, which is all that profiles and chains keep of them: for answers that people read.
 * It holds the first {@link #MOST} names that clients define; an object beyond, or one that clients only number, is shown by its
 * fold. Engine thread only.
 */
final class ObjectNames {
    /** Some 40 MB at names of ordinary length. */
    static final int MOST = 262_144;

    private final List<String> inOrder = new ArrayList<>();
    private final Int2ObjectHashMap<String> names = new Int2ObjectHashMap<>();
    private final int most;
    private long hash;

    ObjectNames() {
        this(MOST);
    }

    ObjectNames(final int most) {
        this.most = most;
    }

    /** Fold of a name, never 0. */
    static int fold(final String name) {
        return (int) new Digest().add(name).value() | 1;
    }

    /** Fold of an object that has a number and no name, never 0. */
    static int fold(final int number) {
        return (int) Digest.of(number, 1) | 1;
    }

    /** Keeps a name where there is room; of names with one fold the first. */
    void keep(final String name) {
        final int fold = fold(name);
        if (names.size() < most && !names.containsKey(fold)) {
            names.put(fold, name);
            inOrder.add(name);
            hash += Digest.of(fold, names.size());
        }
    }

    /** The name behind a fold, or the fold as {@code #} and eight hexadecimal digits. */
    String name(final int fold) {
        final String name = names.get(fold);
        return name != null ? name : "#" + HexFormat.of().toHexDigits(fold);
    }

    void pass(final Archive archive) {
        if (archive.isFolding()) {
            archive.pass(names.size());
            archive.pass(hash);
        } else {
            final List<String> passed = new ArrayList<>(inOrder);
            archive.passAll(passed, String.class);
            passed.forEach(this::keep);
        }
    }
}
