package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    @Test
    void shouldGiveTheTextWhateverTheCacheHolds() {
        final NameCache names = new NameCache(4, NameCache.NAME_BYTES);
        final SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20_000; round++) {
            final String name = "né" + random.nextInt(random.nextBoolean() ? 3 : 500);
            final byte[] bytes = Traces.utf8("<" + name + ">");
            assertEquals(name, names.of(bytes, 1, bytes.length - 1));
        }
    }

    @Test
    void shouldKeepTwoNamesOfOnePlace() {
        final NameCache names = new NameCache(2, NameCache.NAME_BYTES);
        final byte[] bytes = Traces.utf8("ab");
        final String first = names.of(bytes, 0, 1);
        final String second = names.of(bytes, 1, 2);
        assertSame(first, names.of(bytes, 0, 1));
        assertSame(second, names.of(bytes, 1, 2));
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        final NameCache names = new NameCache(4, NameCache.NAME_BYTES);
        for (final byte[] bad : new byte[][] {
            {(byte) 0x80}, {'a', (byte) 0xC3}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
        }) {
            assertNull(names.of(bad, 0, bad.length));
        }
    }

    @Test
    void shouldRefuseOddSizes() {
        assertThrows(IllegalArgumentException.class, () -> new NameCache(3, 10));
        assertThrows(IllegalArgumentException.class, () -> new NameCache(1, 10));
    }
}
