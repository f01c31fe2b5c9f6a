package io.forerun.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigestTest {
    /** Worked out by another program: journals hold these hashes, so they may never change. */
    @Test
    void shouldKeepItsValues() {
        assertEquals(0x9E3779B97F4A7C15L, new Digest().value());
        assertEquals(0x960F169C0CC568FEL, new Digest().add(1).value());
        assertEquals(0x120957D870E531D5L, new Digest().add(1).add(2).value());
        assertEquals(0xC3605B9C0A2D2CA3L, new Digest().add("total").value());
        assertEquals(0x4071FE8F588C38BFL, new Digest().add(1.5).value());
        assertEquals(0xB12C1A99ECC2EB64L, Digest.of(1, 2));
    }

    @Test
    void shouldDependOnOrder() {
        assertNotEquals(
                new Digest().add(1).add(2).value(), new Digest().add(2).add(1).value());
        assertNotEquals(Digest.of(1, 2), Digest.of(2, 1));
    }

    @Test
    void shouldTellWhereATextOrArrayEnds() {
        assertNotEquals(
                new Digest().add("ab").add("c").value(),
                new Digest().add("a").add("bc").value());
        final float[] none = {};
        assertNotEquals(new Digest().value(), new Digest().add(none).value());
        assertNotEquals(
                new Digest().add(new double[] {0}).value(),
                new Digest().add(new double[] {0, 0}).value());
    }

    @Test
    void shouldTellZerosApartAndNotNans() {
        assertNotEquals(new Digest().add(0.0).value(), new Digest().add(-0.0).value());
        assertEquals(
                new Digest().add(Double.NaN).value(),
                new Digest()
                        .add(Double.longBitsToDouble(0x7FF8_0000_0000_0001L))
                        .value());
        assertEquals(
                new Digest().add(new float[] {Float.NaN}).value(),
                new Digest()
                        .add(new float[] {Float.intBitsToFloat(0x7FC0_0001)})
                        .value());
    }

    @Test
    void shouldChangeHalfItsBitsWithOneBit() {
        final SplittableRandom random = new SplittableRandom(5);
        long flipped = 0;
        final int rounds = 4_000;
        final Set<Long> seen = new HashSet<>();
        for (int round = 0; round < rounds; round++) {
            final long value = random.nextLong();
            final long hash = new Digest().add(value).value();
            seen.add(hash);
            flipped += Long.bitCount(
                    hash ^ new Digest().add(value ^ 1L << random.nextInt(64)).value());
        }
        assertEquals(32, flipped / (double) rounds, 0.3); // Six standard deviations of a fair coin.
        assertTrue(seen.size() == rounds);
    }
}
