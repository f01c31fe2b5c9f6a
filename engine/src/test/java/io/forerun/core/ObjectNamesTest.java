package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.forerun.state.Digest;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    private final ObjectNames names = new ObjectNames(2);

    private static long hash(final ObjectNames names) {
        final Digest digest = new Digest();
        names.pass(digest);
        return digest.value();
    }

    @Test
    void shouldNameWhatItKeeps() {
        names.keep("film/1");
        assertEquals("film/1", names.name(ObjectNames.fold("film/1")));
    }

    @Test
    void shouldShowTheFoldOfWhatItDoesNotKeep() {
        names.keep("a");
        names.keep("b");
        names.keep("c");
        assertEquals("#%08x".formatted(ObjectNames.fold("c")), names.name(ObjectNames.fold("c")));
        assertEquals("#%08x".formatted(ObjectNames.fold(7)), names.name(ObjectNames.fold(7)));
    }

    @Test
    void shouldFoldWhatItKeepsAndNothingElse() {
        final long empty = hash(names);
        names.keep("a");
        final long one = hash(names);
        assertNotEquals(empty, one);
        names.keep("a");
        assertEquals(one, hash(names), "kept already");
        names.keep("b");
        final long full = hash(names);
        names.keep("c");
        assertEquals(full, hash(names), "no room");
    }
}
