package io.forerun.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written comes back, and nothing else ever does. */
class ArchiveTest {
    private enum Colour {
        RED,
        GREEN
    }

    private record Inner(Colour colour, String text, float[] values) {}

    private record Outer(
            long number, double share, boolean isOn, List<Inner> inner, List<Long> numbers, Optional<Inner> maybe) {}

    private static byte[] written(final Consumer<Archive> content) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (StateWriter writer =
                new StateWriter(block -> out.write(block.array(), block.position(), block.remaining()))) {
            content.accept(writer);
        }
        return out.toByteArray();
    }

    private static StateReader reader(final byte[] bytes) {
        final ByteBuffer left = ByteBuffer.wrap(bytes);
        return new StateReader(block -> {
            final int count = Math.min(block.remaining(), left.remaining());
            block.put(left.slice().limit(count));
            left.position(left.position() + count);
            return count == 0 ? -1 : count;
        });
    }

    @Test
    void shouldGiveBackEveryKindOfValue() {
        final StateReader reader = reader(written(archive -> {
            archive.pass(Long.MIN_VALUE);
            archive.pass(-7);
            archive.pass(-0.0);
            archive.pass(Float.NaN);
            archive.pass(true);
            archive.pass("händler");
            archive.pass((String) null);
        }));
        assertEquals(Long.MIN_VALUE, reader.pass(0L));
        assertEquals(-7, reader.pass(0));
        assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(reader.pass(0.0)));
        assertTrue(Float.isNaN(reader.pass(0f)));
        assertTrue(reader.pass(false));
        assertEquals("händler", reader.pass(""));
        assertNull(reader.pass("something"));
    }

    @Test
    void shouldGiveBackArraysAcrossBlocks() {
        final SplittableRandom random = new SplittableRandom(3);
        final double[] doubles = random.doubles(300_001).toArray();
        final long[] longs = random.longs(5).toArray();
        final int[] ints = random.ints(400_003).toArray();
        final byte[] bytes = new byte[3_000_000];
        random.nextBytes(bytes);
        final boolean[] flags = {true, false, true};
        final short[] shorts = {1, -2, 3};
        final float[] floats = {1.5f, -0f};
        final StateReader reader = reader(written(archive -> {
            archive.pass(doubles);
            archive.pass(longs);
            archive.pass(ints);
            archive.pass(bytes);
            archive.pass(flags);
            archive.pass(shorts);
            archive.passGrown(floats);
        }));
        final double[] readDoubles = new double[doubles.length];
        final long[] readLongs = new long[longs.length];
        final int[] readInts = new int[ints.length];
        final byte[] readBytes = new byte[bytes.length];
        final boolean[] readFlags = new boolean[flags.length];
        final short[] readShorts = new short[shorts.length];
        reader.pass(readDoubles);
        reader.pass(readLongs);
        reader.pass(readInts);
        reader.pass(readBytes);
        reader.pass(readFlags);
        reader.pass(readShorts);
        assertArrayEquals(doubles, readDoubles);
        assertArrayEquals(longs, readLongs);
        assertArrayEquals(ints, readInts);
        assertArrayEquals(bytes, readBytes);
        assertArrayEquals(flags, readFlags);
        assertArrayEquals(shorts, readShorts);
        assertArrayEquals(floats, reader.passGrown(new float[0]));
    }

    @Test
    void shouldGiveBackRecordsAndCollections() {
        final Outer outer = new Outer(
                5,
                .25,
                true,
                List.of(new Inner(Colour.GREEN, null, new float[] {1}), new Inner(Colour.RED, "x", new float[] {})),
                List.of(3L, 4L),
                Optional.of(new Inner(Colour.RED, "maybe", new float[] {2})));
        final BitSet set = new BitSet();
        set.set(3);
        set.set(700);
        final StateReader reader = reader(written(archive -> {
            archive.pass(outer, Outer.class);
            archive.pass((Inner) null, Inner.class);
            archive.passAll(new ArrayDeque<>(List.of(8L, 9L)), Long.class);
            archive.pass(set);
        }));
        final Outer read = reader.pass((Outer) null, Outer.class);
        assertEquals(
                List.of(5L, .25, true, outer.numbers()),
                List.of(read.number(), read.share(), read.isOn(), read.numbers()));
        assertEquals("maybe", read.maybe().orElseThrow().text());
        assertEquals(Colour.GREEN, read.inner().getFirst().colour());
        assertNull(read.inner().getFirst().text());
        assertArrayEquals(new float[] {1}, read.inner().getFirst().values());
        assertNull(reader.pass((Inner) null, Inner.class));
        final List<Long> numbers = new ArrayList<>(List.of(1L));
        reader.passAll(numbers, Long.class);
        assertEquals(List.of(8L, 9L), numbers);
        final BitSet readSet = new BitSet();
        readSet.set(5);
        reader.pass(readSet);
        assertEquals(set, readSet);
    }

    @Test
    void shouldFoldWhatItWrites() {
        final Outer outer = new Outer(5, .25, true, List.of(), List.of(3L), Optional.empty());
        final Outer other = new Outer(5, .25, true, List.of(), List.of(4L), Optional.empty());
        final Digest digest = new Digest();
        digest.pass(outer, Outer.class);
        final Digest again = new Digest();
        again.pass(outer, Outer.class);
        final Digest different = new Digest();
        different.pass(other, Outer.class);
        assertEquals(digest.value(), again.value());
        assertTrue(digest.value() != different.value());
    }

    /** One bit of damage anywhere, or a cut anywhere, is told before anything wrong is believed. */
    @Test
    void shouldRefuseEveryDamage() {
        final byte[] sound = written(archive -> {
            archive.pass(new int[] {1, 2, 3});
            archive.pass("text");
        });
        for (int at = 0; at < sound.length - 8; at++) { // The end itself is looked at by no value.
            for (int bit = 0; bit < 8; bit++) {
                final byte[] damaged = sound.clone();
                damaged[at] ^= (byte) (1 << bit);
                assertThrows(StateException.class, () -> readAll(reader(damaged)), "byte " + at);
            }
        }
        for (int length = 0; length < sound.length - 8; length++) {
            final byte[] cut = Arrays.copyOf(sound, length);
            assertThrows(StateException.class, () -> readAll(reader(cut)), "length " + length);
        }
        readAll(reader(sound));
    }

    private static void readAll(final StateReader reader) {
        reader.pass(new int[3]);
        reader.pass("");
    }

    @Test
    void shouldRefuseAnotherShape() {
        final byte[] bytes = written(archive -> archive.pass(new int[] {1, 2, 3}));
        assertThrows(StateException.class, () -> reader(bytes).pass(new int[2]));
        final StateReader beyond = reader(bytes);
        beyond.pass(new int[3]);
        assertThrows(StateException.class, () -> beyond.pass(0));
        assertThrows(
                StateException.class,
                () -> reader(written(archive -> archive.pass(2))).pass(null, Colour.class));
    }
}
