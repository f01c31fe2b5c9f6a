package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SessionDictionaryTest {
    private final NameBook names = new NameBook();
    private final SessionDictionary dictionary = new SessionDictionary();

    private String resolved(final NameKind kind, final int number) {
        return names.name(kind, dictionary.resolve(kind, number, names));
    }

    @Test
    void shouldNameANumberWithoutEntryByItsDecimalText() {
        assertEquals("65535", resolved(NameKind.ACTION, 65_535));
        assertEquals("1", resolved(NameKind.ACTION, 1));
    }

    @Test
    void shouldAlwaysResolveZeroToNone() {
        dictionary.define(NameKind.ACTION, 0, "zero");
        assertEquals("", resolved(NameKind.ACTION, 0));
        assertEquals(0, dictionary.objectFold(0));
    }

    @Test
    void shouldUseTheNameDefined() {
        dictionary.define(NameKind.ACTION, 300, "view");
        dictionary.define(NameKind.REGION, 300, "eu");
        assertEquals("view", resolved(NameKind.ACTION, 300));
        assertEquals("eu", resolved(NameKind.REGION, 300));
    }

    @Test
    void shouldReplaceANameWithALaterOne() {
        assertEquals("5", resolved(NameKind.SERVICE, 5));
        dictionary.define(NameKind.SERVICE, 5, "web");
        assertEquals("web", resolved(NameKind.SERVICE, 5));
        dictionary.define(NameKind.SERVICE, 5, "shop");
        assertEquals("shop", resolved(NameKind.SERVICE, 5));
    }

    @Test
    void shouldLearnNoNameThatNoRecordUses() {
        dictionary.define(NameKind.ACTION, 1, "never used");
        assertEquals(1, names.size(NameKind.ACTION));
    }

    @Test
    void shouldGiveTwoSessionsOneNumberForOneName() {
        final SessionDictionary other = new SessionDictionary();
        dictionary.define(NameKind.ACTION, 1, "view");
        other.define(NameKind.ACTION, 9, "view");
        assertEquals(dictionary.resolve(NameKind.ACTION, 1, names), other.resolve(NameKind.ACTION, 9, names));
    }

    @Test
    void shouldFoldObjectsByName() {
        final SessionDictionary other = new SessionDictionary();
        dictionary.define(NameKind.OBJECT, 1, "page");
        other.define(NameKind.OBJECT, 16_777_215, "page");
        assertEquals(dictionary.objectFold(1), other.objectFold(16_777_215));
        assertNotEquals(0, dictionary.objectFold(1));
        assertNotEquals(dictionary.objectFold(1), dictionary.objectFold(2));
        dictionary.define(NameKind.OBJECT, 1, "other page");
        assertNotEquals(dictionary.objectFold(1), other.objectFold(16_777_215));
    }
}
