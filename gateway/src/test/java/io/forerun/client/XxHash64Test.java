package io.forerun.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class XxHash64Test {
    @Test
    void shouldGiveTheKnownVectors() {
        assertEquals(0xef46db3751d8e999L, XxHash64.of(""));
        assertEquals(0xd24ec4f1a98c6e5bL, XxHash64.of("a"));
        assertEquals(0x44bc2cf5ad770999L, XxHash64.of("abc"));
    }

    @Test
    void shouldEqualAPlainReadingOfTheSpecification() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int length = 0; length <= 200; length++) {
            final byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertEquals(Specification.hash(bytes), XxHash64.of(bytes), "length=" + length);
        }
    }

    @Test
    void shouldHashTheUtf8OfText() {
        assertEquals(XxHash64.of(new byte[] {(byte) 0xC3, (byte) 0xBC}), XxHash64.of("ü"));
    }

    /** The specification's steps in arithmetic modulo 2^64 on big integers, slow and without tricks. */
    private static final class Specification {
        private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);
        private static final BigInteger[] PRIME = {
            null,
            new BigInteger("11400714785074694791"),
            new BigInteger("14029467366897019727"),
            new BigInteger("1609587929392839161"),
            new BigInteger("9650029242287828579"),
            new BigInteger("2870177450012600261")
        };

        private static BigInteger mod(final BigInteger value) {
            return value.mod(MODULUS);
        }

        private static BigInteger rotate(final BigInteger value, final int bits) {
            return mod(value.shiftLeft(bits)).or(value.shiftRight(64 - bits));
        }

        private static BigInteger word(final byte[] bytes, final int from, final int count) {
            final byte[] bigEndian = new byte[count];
            for (int index = 0; index < count; index++) {
                bigEndian[count - 1 - index] = bytes[from + index];
            }
            return new BigInteger(1, bigEndian);
        }

        private static BigInteger round(final BigInteger lane, final BigInteger word) {
            return mod(rotate(mod(lane.add(mod(word.multiply(PRIME[2])))), 31).multiply(PRIME[1]));
        }

        static long hash(final byte[] bytes) {
            BigInteger hash = PRIME[5];
            int at = 0;
            if (bytes.length >= 32) {
                final BigInteger[] lanes = {
                    mod(PRIME[1].add(PRIME[2])), PRIME[2], BigInteger.ZERO, mod(PRIME[1].negate())
                };
                for (; bytes.length - at >= 32; at += 32) {
                    for (int lane = 0; lane < 4; lane++) {
                        lanes[lane] = round(lanes[lane], word(bytes, at + 8 * lane, 8));
                    }
                }
                hash = mod(Arrays.stream(new int[][] {{0, 1}, {1, 7}, {2, 12}, {3, 18}})
                        .map(lane -> rotate(lanes[lane[0]], lane[1]))
                        .reduce(BigInteger.ZERO, BigInteger::add));
                for (final BigInteger lane : lanes) {
                    hash = mod(hash.xor(round(BigInteger.ZERO, lane))
                            .multiply(PRIME[1])
                            .add(PRIME[4]));
                }
            }
            return avalanche(tail(bytes, at, mod(hash.add(BigInteger.valueOf(bytes.length)))));
        }

        private static BigInteger tail(final byte[] bytes, final int from, final BigInteger started) {
            BigInteger hash = started;
            int at = from;
            for (; bytes.length - at >= 8; at += 8) {
                hash = hash.xor(round(BigInteger.ZERO, word(bytes, at, 8)));
                hash = mod(rotate(hash, 27).multiply(PRIME[1]).add(PRIME[4]));
            }
            for (; bytes.length - at >= 4; at += 4) {
                hash = hash.xor(mod(word(bytes, at, 4).multiply(PRIME[1])));
                hash = mod(rotate(hash, 23).multiply(PRIME[2]).add(PRIME[3]));
            }
            for (; at < bytes.length; at++) {
                hash = hash.xor(mod(word(bytes, at, 1).multiply(PRIME[5])));
                hash = mod(rotate(hash, 11).multiply(PRIME[1]));
            }
            return hash;
        }

        private static long avalanche(final BigInteger value) {
            BigInteger hash = mod(value.xor(value.shiftRight(33)).multiply(PRIME[2]));
            hash = mod(hash.xor(hash.shiftRight(29)).multiply(PRIME[3]));
            return hash.xor(hash.shiftRight(32)).longValue();
        }
    }
}
