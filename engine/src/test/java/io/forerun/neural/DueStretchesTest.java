package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DueStretchesTest {
    private final SplittableRandom random = new SplittableRandom(5);

    /** The hazard's integral second by second, where bins are a second and longer, and by its exact sum before. */
    private static double integral(final float[] rates, final int stretch) {
        double sum = 0;
        for (int bin = 0; bin < HazardBins.COUNT; bin++) {
            sum += rates[bin]
                    * HazardBins.exposureS(
                            bin, stretch * (double) DueStretches.STRETCH_S, (stretch + 1.0) * DueStretches.STRETCH_S);
        }
        return sum;
    }

    @Test
    void shouldIntegrateTheHazardOverEveryStretch() {
        final float[] rates = new float[HazardBins.COUNT + 3];
        for (int bin = 0; bin < HazardBins.COUNT; bin++) {
            rates[3 + bin] = random.nextFloat();
        }
        final double[] expected = new double[DueStretches.PIECES];
        DueStretches.expected(rates, 3, expected);
        final float[] moved = java.util.Arrays.copyOfRange(rates, 3, rates.length);
        for (int stretch = 0; stretch < DueStretches.STRETCHES; stretch++) {
            assertEquals(integral(moved, stretch), expected[DueStretches.pieceOf(stretch)], 1e-9, "stretch " + stretch);
        }
        assertTrue(DueStretches.PIECES < 24, "pieces have to fit beside the number of one in 32 bits");
        assertEquals(DueStretches.STRETCHES * 300_000L, DueStretches.fromMs(DueStretches.PIECES));
    }

    @Test
    void shouldFindTheRowsOfAnnouncedPieces() {
        final double[] expected = new double[DueStretches.PIECES];
        for (int round = 0; round < 1_000; round++) {
            for (int piece = 0; piece < expected.length; piece++) {
                expected[piece] = random.nextInt(3);
            }
            final int pieces = DueStretches.announced(expected, 1);
            for (int from = 0; from < expected.length; from++) {
                int begin = from;
                while (begin < expected.length && expected[begin] < 1) {
                    begin++;
                }
                int end = begin;
                while (end < expected.length && expected[end] >= 1) {
                    end++;
                }
                final int found = DueStretches.begin(pieces, from);
                assertEquals(begin == expected.length ? DueStretches.NONE : begin, found);
                if (found != DueStretches.NONE) {
                    assertEquals(end, DueStretches.end(pieces, found));
                }
            }
        }
    }

    @Test
    void shouldTurnProbabilitiesIntoExpectedEventsAndBack() {
        for (final double probability : new double[] {1e-6, .1, .5, .99}) {
            assertEquals(probability, DueStretches.probability(DueStretches.expectedFor(probability)), 1e-15);
        }
        assertEquals(Math.log(2), DueStretches.expectedFor(.5), 1e-15);
    }
}
