package io.forerun.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Scalar and vector give the same bits for every length, and the scalar definition gives what it says. */
class KernelsTest {
    private static final int ROWS = 8;
    private static final int LONGEST = 49;
    private static final Kernels.Rate RATE = new Kernels.Rate(.15f, .99f, 2.5f);
    private static final float[] LEVELS = {.05f, .1f, .25f, .5f, .75f, .9f, .95f, .99f};

    private final SplittableRandom random = new SplittableRandom(1);

    /** Arguments of all kernels: three blocks of rows and four single rows. */
    private record Block(float[][] rows, float[][] single) {
        Block copy() {
            return new Block(
                    Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new),
                    Arrays.stream(single).map(float[]::clone).toArray(float[][]::new));
        }
    }

    private Block block(final int n) {
        final float[][] rows = new float[3][ROWS * n];
        final float[][] single = new float[4][n];
        for (final float[][] part : new float[][][] {rows, single}) {
            for (final float[] array : part) {
                for (int index = 0; index < array.length; index++) {
                    // From 2^-20 to 2^30, so that rounding, clipping and ties all occur.
                    array[index] = Math.scalb(random.nextInt(1, 9), random.nextInt(-20, 28));
                }
            }
        }
        return new Block(rows, single);
    }

    private void assertSameBits(final BiConsumer<Kernels, Block> call) {
        for (int n = 1; n <= LONGEST; n++) {
            final Block expected = block(n);
            final Block actual = expected.copy();
            call.accept(Kernels.scalar(), expected);
            call.accept(Kernels.vector(), actual);
            for (int index = 0; index < expected.rows.length; index++) {
                assertArrayEquals(bits(expected.rows[index]), bits(actual.rows[index]), "n=" + n + " block " + index);
            }
            for (int index = 0; index < expected.single.length; index++) {
                assertArrayEquals(bits(expected.single[index]), bits(actual.single[index]), "n=" + n + " row " + index);
            }
        }
    }

    private static int[] bits(final float[] values) {
        final int[] bits = new int[values.length];
        for (int index = 0; index < bits.length; index++) {
            bits[index] = Float.floatToRawIntBits(values[index]);
        }
        return bits;
    }

    @Test
    void shouldCombineAlike() {
        assertSameBits((kernels, block) -> {
            final int n = block.single[0].length;
            for (int index = n; index < block.rows[0].length; index += 3) {
                block.rows[0][index] = Float.NaN;
            }
            kernels.combine(block.rows[0], block.rows[1], block.single[0]);
        });
    }

    @Test
    void shouldStandardiseAlike() {
        assertSameBits((kernels, block) ->
                kernels.standardisedError(block.single[0], 300, block.single[1], 2, block.single[2]));
    }

    @Test
    void shouldAccumulateRegretAlike() {
        assertSameBits((kernels, block) -> kernels.accumulateRegret(
                block.rows[0], block.single[0], block.single[1], block.single[2], .999f, block.rows[1], block.rows[2]));
    }

    @Test
    void shouldWeighAlike() {
        assertSameBits((kernels, block) -> {
            for (int index = 0; index < block.rows[0].length; index += 2) {
                block.rows[0][index] *= -1;
            }
            kernels.regretWeights(block.rows[0], block.rows[1], LEVELS, block.rows[2], block.single[0].length);
        });
    }

    @Test
    void shouldAgeAlike() {
        assertSameBits(
                (kernels, block) -> kernels.age(block.single[0], .99f, 1.7f, block.rows[0], block.single[0].length));
    }

    @Test
    void shouldScaleAlike() {
        assertSameBits((kernels, block) -> kernels.countScale(block.single[0], block.single[1], block.single[2]));
    }

    @Test
    void shouldFollowMomentsAlike() {
        assertSameBits((kernels, block) -> kernels.moments(block.single[0], .01f, block.single[1], block.single[2]));
    }

    @Test
    void shouldFollowExcessVarianceAlike() {
        assertSameBits((kernels, block) -> {
            final int n = block.single[0].length;
            final float[] excess = new float[n];
            final float[] scale = Arrays.copyOf(block.rows[0], n);
            kernels.excessVariance(
                    block.single[0], block.single[1], scale, .01f, block.single[2], block.single[3], excess);
            System.arraycopy(excess, 0, block.single[0], 0, n);
        });
    }

    @Test
    void shouldFindTheExcessVarianceWhateverOneValueDid() {
        // Forecast 100, standard deviation 30: variance 900 = 1/12 + 100 + .08 * 100^2, near enough.
        final float[] scale = new float[1];
        final float[] excess = {.3f};
        final float[] surplus = {.3f};
        final float[] energy = {1};
        for (int round = 0; round < 5_000; round++) {
            final boolean isAbsurd = round == 3_000;
            final float forecast = isAbsurd ? 1e8f : 100;
            Kernels.scalar().countScale(new float[] {forecast}, excess, scale);
            final float error = isAbsurd ? 2 : (round % 2 == 0 ? 30 : -30) / scale[0];
            Kernels.scalar()
                    .excessVariance(new float[] {error}, new float[] {forecast}, scale, .005f, surplus, energy, excess);
        }
        assertEquals(.08, excess[0], .004);
    }

    @Test
    void shouldPlaceQuantilesAlike() {
        assertSameBits(
                (kernels, block) -> kernels.affine(block.single[0], block.single[1], block.rows[0], block.rows[1]));
    }

    @Test
    void shouldTrackQuantilesAlike() {
        assertSameBits((kernels, block) ->
                kernels.trackQuantiles(block.rows[0], 256, RATE, LEVELS, block.rows[1], block.rows[2]));
    }

    @Test
    void shouldSortAlikeAndRight() {
        assertSameBits((kernels, block) -> {
            final int n = block.single[0].length;
            final float[] before = block.rows[0].clone();
            kernels.sortColumns(block.rows[0], .1f, n);
            for (int column = 0; column < n; column++) {
                final float[] expected = new float[ROWS];
                for (int row = 0; row < ROWS; row++) {
                    expected[row] = before[row * n + column] < .1f ? 0 : before[row * n + column];
                }
                Arrays.sort(expected);
                for (int row = 0; row < ROWS; row++) {
                    assertEquals(expected[row], block.rows[0][row * n + column]);
                }
            }
        });
    }

    @Test
    void shouldSortEveryPatternOfZerosAndOnes() {
        // A comparator network that sorts these sorts everything (Knuth: the zero-one principle).
        final int patterns = 1 << ROWS;
        final float[] rows = new float[ROWS * patterns];
        for (int index = 0; index < rows.length; index++) {
            rows[index] = (index % patterns) >> (index / patterns) & 1;
        }
        Kernels.scalar().sortColumns(rows, 0, patterns);
        for (int index = patterns; index < rows.length; index++) {
            assertTrue(rows[index - patterns] <= rows[index]);
        }
    }

    @Test
    void shouldLeaveSleepersOutAndLetThemSayTheMixture() {
        final float[] values = {10, Float.NaN, 40};
        final float[] mean = new float[1];
        Kernels.scalar().combine(values, new float[] {2, 100, 1}, mean);
        assertEquals(20, mean[0]);
        assertArrayEquals(new float[] {10, 20, 40}, values);
    }

    @Test
    void shouldMoveTrackedQuantilesTowardsTheirLevel() {
        // Uniform outcomes 1..1000: the quantile of level .9 has to settle near 900, from either side; covering is
        // counted once it has.
        for (final float start : new float[] {0, 10}) {
            final float[] offset = {start};
            final float[] energy = {3};
            final float[] quantile = new float[1];
            double covered = 0;
            for (int round = 0; round < 20_000; round++) {
                Kernels.scalar().affine(new float[] {0}, new float[] {100}, offset, quantile);
                final int outcome = random.nextInt(1, 1_001);
                covered += round >= 10_000 && outcome <= quantile[0] ? 1 : 0;
                Kernels.scalar()
                        .trackQuantiles(
                                quantile,
                                outcome,
                                new Kernels.Rate(.15f, .9995f, 50),
                                new float[] {.9f},
                                offset,
                                energy);
            }
            assertEquals(900, quantile[0], 30);
            assertEquals(.9, covered / 10_000, .01);
        }
    }
}
