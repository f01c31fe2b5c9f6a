package io.forerun.forecast;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Corrects a mixture that lags behind the present. Weights for far steps are learnt from outcomes that come late, so in a
 * flash crowd they go on to trust what has long been usual. But what the experts, so weighted, say of the next bucket can be
 * held against the present at once. Where it contradicts the present by more than chance explains, the difference is added
 * to the forecast: an intercept correction (Clements and Hendry, 1996), shrunk as by James and Stein's positive-part
 * estimator (1961), so that noise adds nothing and a break counts almost in full.
 *
 * <p>The present is the median of the newest three buckets: a lone burst is none. How much of a difference lasts until a
 * step comes, if bursts die down within minutes, is learnt by regression of what came on what a correction would have added.
 */
final class Correction {
    /** Differences of this many scales are wholly put down to chance. */
    private static final float CHANCE = 2.2f;

    /** Corrections count in full until outcomes worth this many squared scales have spoken. */
    private static final float WORTH = 50;

    private static final float LARGEST = 20;

    /** How many times as long as elsewhere the past counts: breaks are rare. */
    private static final int SLOWER = 4;

    private static final float TINY = 1e-12f;

    private final float keep;

    /** Per step, aged sums of outcome times correction and of corrections squared, both in scales and less the mixture. */
    private final float[] product;

    private final float[] square;

    /** The newest observed buckets, oldest first. */
    private float third = Float.NaN;

    private float second = Float.NaN;
    private float first = Float.NaN;

    Correction(final int stride, final double halfLife) {
        keep = 1 - LevelExperts.newestShare(SLOWER * halfLife);
        product = new float[stride];
        square = new float[stride];
    }

    void observe(final float requests) {
        third = second;
        second = first;
        first = requests;
    }

    /** Sets centre and shift, given the mixture, its scale and its nowcast. */
    void correct(final Outlook outlook) {
        System.arraycopy(outlook.mixture, 0, outlook.centre, 0, outlook.stride);
        Arrays.fill(outlook.shift, 0);
        if (third != third) {
            return;
        }
        final float present = Math.max(Math.min(third, second), Math.min(Math.max(third, second), first));
        final float chance = CHANCE * outlook.mixtureScale[0];
        final float squared = chance * chance;
        for (int lane = 0; lane < outlook.steps; lane++) {
            final float ahead = present - outlook.nowcast[lane];
            final float shift = ahead * Math.max(0, 1 - squared / (ahead * ahead + TINY));
            final float lasting = (product[lane] + WORTH) / (square[lane] + WORTH);
            outlook.shift[lane] = shift;
            outlook.centre[lane] = Math.max(0, outlook.mixture[lane] + Math.max(0, Math.min(1, lasting)) * shift);
        }
    }

    /** Learns from the outcome of an outlook, given the scale of its mixture. */
    void learn(final Outlook outlook, final float actual) {
        for (int lane = 0; lane < outlook.steps; lane++) {
            final float scale = outlook.mixtureScale[lane];
            final float came = bounded((actual - outlook.mixture[lane]) / scale);
            final float shift = bounded(outlook.shift[lane] / scale);
            product[lane] = Math.fma(keep, product[lane], came * shift);
            square[lane] = Math.fma(keep, square[lane], shift * shift);
        }
    }

    private static float bounded(final float value) {
        return Math.max(-LARGEST, Math.min(LARGEST, value));
    }

    void pass(final Archive archive) {
        archive.pass(product);
        archive.pass(square);
        third = archive.pass(third);
        second = archive.pass(second);
        first = archive.pass(first);
    }
}
