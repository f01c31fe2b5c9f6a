package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.forerun.state.Digest;
import org.junit.jupiter.api.Test;

class NameBookTest {
    private final NameBook names = new NameBook();

    @Test
    void shouldNumberNamesInOrderOfFirstUse() {
        assertEquals(1, names.number(NameKind.ACTION, "view"));
        assertEquals(2, names.number(NameKind.ACTION, "buy"));
        assertEquals(1, names.number(NameKind.ACTION, "view"));
        assertEquals("buy", names.name(NameKind.ACTION, 2));
        assertEquals(3, names.size(NameKind.ACTION));
    }

    @Test
    void shouldKeepKindsApart() {
        names.number(NameKind.ACTION, "view");
        assertEquals(1, names.number(NameKind.REGION, "eu"));
        assertEquals(1, names.size(NameKind.SERVICE));
    }

    @Test
    void shouldGiveNumberZeroToTheEmptyName() {
        for (final NameKind kind : NameKind.values()) {
            assertEquals(0, names.number(kind, ""));
            assertEquals("", names.name(kind, 0));
        }
    }

    @Test
    void shouldLetNamesBeyondTheLimitShareNumberZero() {
        for (int number = 1; number < NameBook.MAX_NAMES; number++) {
            assertEquals(number, names.number(NameKind.ACTION, "a" + number));
        }
        assertEquals(0, names.number(NameKind.ACTION, "one too many"));
        assertEquals(NameBook.MAX_NAMES, names.size(NameKind.ACTION));
        assertEquals(7, names.number(NameKind.ACTION, "a7"));
        assertEquals(1, names.number(NameKind.REGION, "eu"));
    }

    @Test
    void shouldDigestNamesWithTheirKind() {
        final NameBook other = new NameBook();
        assertEquals(digest(names), digest(other));
        names.number(NameKind.ACTION, "a");
        other.number(NameKind.REGION, "a");
        assertNotEquals(digest(names), digest(other));
    }

    private static long digest(final NameBook names) {
        final Digest digest = new Digest();
        names.pass(digest);
        return digest.value();
    }
}
