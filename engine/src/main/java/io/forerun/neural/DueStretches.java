package io.forerun.neural;

import java.util.Arrays;

/**
 * The rule by which users are announced as due: time since a user's event is cut into stretches of five minutes, and one is
 * announced where the probability of an event in it, after silence up to it, reaches a threshold. The rate of the next event is
 * constant within {@link HazardBins}, so neighbouring stretches that lie in one bin are alike: 26 hours are a few pieces
 * of like stretches, and what is announced of them a few bits.
 *
 * <pre>
 *   stretch  | 0 | 1 | 2 | 3 | 4 | 5 6 7 | 8 | 9 .. 17 | 18 .. 35 | ...
 *   piece      0   1   2   3   4     5     6      7          8
 * </pre>
 *
 * Stateless, any thread, no allocation.
 */
public final class DueStretches {
    /** Length of a stretch, seconds. */
    public static final int STRETCH_S = 300;

    /** The same, milliseconds. */
    public static final int STRETCH_MS = STRETCH_S * 1_000;

    /** Stretches looked at after an event: 26 hours. */
    public static final int STRETCHES = 312;

    /** No piece. */
    public static final int NONE = -1;

    /** First stretch of each piece, and behind the last one {@link #STRETCHES}. */
    private static final int[] FIRST = pieces();

    /** Pieces of like stretches. */
    public static final int PIECES = FIRST.length - 1;

    /** How much of a stretch of each piece lies in its bins, seconds, from the first bin on. */
    private static final double[][] EXPOSURES_S = exposures();

    private static final int[] FIRST_BIN = firstBins();

    private DueStretches() {}

    private static int[] pieces() {
        final int[] first = new int[STRETCHES + 1];
        int count = 1;
        for (int stretch = 1; stretch < STRETCHES; stretch++) {
            if (firstBin(stretch - 1) != lastBin(stretch)) {
                first[count++] = stretch;
            }
        }
        first[count] = STRETCHES;
        return Arrays.copyOf(first, count + 1);
    }

    private static int firstBin(final int stretch) {
        return HazardBins.of((double) stretch * STRETCH_S);
    }

    private static int lastBin(final int stretch) {
        int bin = firstBin(stretch);
        while (HazardBins.toS(bin) < (stretch + 1.0) * STRETCH_S) {
            bin++;
        }
        return bin;
    }

    private static double[][] exposures() {
        final double[][] exposures = new double[PIECES][];
        for (int piece = 0; piece < PIECES; piece++) {
            final double fromS = (double) FIRST[piece] * STRETCH_S;
            final int first = firstBin(FIRST[piece]);
            exposures[piece] = new double[lastBin(FIRST[piece]) - first + 1];
            for (int within = 0; within < exposures[piece].length; within++) {
                exposures[piece][within] = HazardBins.exposureS(first + within, fromS, fromS + STRETCH_S);
            }
        }
        return exposures;
    }

    private static int[] firstBins() {
        final int[] first = new int[PIECES];
        for (int piece = 0; piece < PIECES; piece++) {
            first[piece] = firstBin(FIRST[piece]);
        }
        return first;
    }

    /**
     * Expected events in a stretch of each piece, where the user stays silent up to it: the integral of the hazard.
     *
     * @param rates of the next event per second, by bin, from {@code at} on
     * @param out [{@link #PIECES}]
     */
    public static void expected(final float[] rates, final int at, final double[] out) {
        for (int piece = 0; piece < PIECES; piece++) {
            final double[] exposures = EXPOSURES_S[piece];
            final int bin = at + FIRST_BIN[piece];
            double sum = 0;
            for (int within = 0; within < exposures.length; within++) {
                sum += rates[bin + within] * exposures[within];
            }
            out[piece] = sum;
        }
    }

    /** Expected events of a stretch that make an event in it as probable as that. */
    public static double expectedFor(final double probability) {
        return -StrictMath.log1p(-probability);
    }

    /** Probability of an event in a stretch with so many expected. */
    public static double probability(final double expected) {
        return -StrictMath.expm1(-expected);
    }

    /** The pieces that are announced, as bits: those with at least so many events expected in a stretch. */
    public static int announced(final double[] expected, final double least) {
        int pieces = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            pieces |= expected[piece] >= least ? 1 << piece : 0;
        }
        return pieces;
    }

    /** First announced piece from one on, {@link #NONE} where none is. */
    public static int begin(final int pieces, final int from) {
        final int rest = pieces >>> from;
        return rest == 0 ? NONE : from + Integer.numberOfTrailingZeros(rest);
    }

    /** The piece at which a row of announced ones ends that begins with {@code begin}: the first that is not announced. */
    public static int end(final int pieces, final int begin) {
        return begin + Integer.numberOfTrailingZeros(~(pieces >>> begin));
    }

    /** Begin of a piece, milliseconds since the user's event; {@link #PIECES} is the end of the last. */
    public static long fromMs(final int piece) {
        return (long) FIRST[piece] * STRETCH_MS;
    }

    /** The piece of a stretch. */
    public static int pieceOf(final int stretch) {
        int piece = PIECES - 1;
        while (FIRST[piece] > stretch) {
            piece--;
        }
        return piece;
    }
}
