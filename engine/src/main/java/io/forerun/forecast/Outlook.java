package io.forerun.forecast;

import java.util.Arrays;

/** One series' forecast in the making, one lane a step; shared by all series as scratch. Lanes beyond the steps are padding. */
final class Outlook {
    /** Rows besides the experts' and the quantiles'. */
    private static final int OTHER_ROWS = 6;

    /** Lane counts are multiples of this, so that vector loops of up to 512 bits have no tail. */
    private static final int LANES = 16;

    /** Half a hair, so that a count on the border of an interval is inside. */
    private static final float INCLUSIVE = 1e-3f;

    /** Length of a tail beyond the outermost quantile, in distances to the next. */
    private static final float TAIL = 1.5f;

    final int steps;
    final int stride;

    /** [expert][lane] what each expert says. */
    final float[] values;

    /** What the experts say together. */
    final float[] mixture;

    /** The mixture, corrected where it lags behind the present. */
    final float[] centre;

    /** What a correction in full would have added to the mixture. */
    final float[] shift;

    /** Not kept: what the mixture of each step says of the next bucket, and the unit of spread around the mixture. */
    final float[] nowcast;

    final float[] mixtureScale;

    /** Unit of spread around the centre. */
    final float[] scale;

    /** [level][lane] quantiles as tracked, unordered. */
    final float[] tracked;

    /** [level][lane] the same in order and not negative. */
    final float[] quantiles;

    /** The median among the latter. */
    final float[] median;

    /** Probability of "within the tolerance of the median" by the quantiles. */
    final float[] probability;

    /** Mixture less outcome in units of scale, clipped. */
    final float[] error;

    Outlook(final int experts, final int steps) {
        this.steps = steps;
        stride = (steps + LANES - 1) / LANES * LANES;
        values = new float[experts * stride];
        mixture = new float[stride];
        centre = new float[stride];
        shift = new float[stride];
        nowcast = new float[stride];
        mixtureScale = new float[stride];
        scale = new float[stride];
        tracked = new float[ForecastTable.QUANTILES * stride];
        quantiles = new float[ForecastTable.QUANTILES * stride];
        median = new float[stride];
        probability = new float[stride];
        error = new float[stride];
    }

    /** Where all experts abstained, lets them and the mixture say {@code value}. */
    void fillGaps(final float value) {
        for (int lane = 0; lane < stride; lane++) {
            if (mixture[lane] != mixture[lane]) {
                mixture[lane] = value;
                for (int at = lane; at < values.length; at += stride) {
                    values[at] = value;
                }
            }
        }
    }

    /** Rows that have to be kept until the outcome is known. */
    int keptRows() {
        return (values.length + tracked.length) / stride + OTHER_ROWS;
    }

    /** Copies lane {@code lane} of all rows kept to {@code target[offset + row * stride + lane]}. */
    void saveLane(final int lane, final float[] target, final int offset) {
        int at = offset + lane;
        for (int from = lane; from < values.length; from += stride) {
            target[at] = values[from];
            at += stride;
        }
        for (int from = lane; from < tracked.length; from += stride) {
            target[at] = tracked[from];
            at += stride;
        }
        target[at] = mixture[lane];
        target[at + stride] = scale[lane];
        target[at + 2 * stride] = median[lane];
        target[at + 3 * stride] = probability[lane];
        target[at + 4 * stride] = centre[lane];
        target[at + 5 * stride] = shift[lane];
    }

    /** Reads all rows kept from {@code source}, all lanes. */
    void load(final float[] source, final int offset) {
        int at = offset;
        System.arraycopy(source, at, values, 0, values.length);
        at += values.length;
        System.arraycopy(source, at, tracked, 0, tracked.length);
        at += tracked.length;
        System.arraycopy(source, at, mixture, 0, stride);
        System.arraycopy(source, at + stride, scale, 0, stride);
        Arrays.fill(scale, steps, stride, 1); // padding was never saved and must not divide by zero
        System.arraycopy(source, at + 2 * stride, median, 0, stride);
        System.arraycopy(source, at + 3 * stride, probability, 0, stride);
        System.arraycopy(source, at + 4 * stride, centre, 0, stride);
        System.arraycopy(source, at + 5 * stride, shift, 0, stride);
    }

    /** Fills {@link #probability} from the ordered quantiles, read as a piecewise linear distribution. */
    void probabilities(final float tolerance) {
        for (int lane = 0; lane < steps; lane++) {
            final float reach = tolerance * median[lane] + INCLUSIVE;
            probability[lane] = below(lane, median[lane] + reach) - below(lane, median[lane] - reach);
        }
    }

    private float below(final int lane, final float value) {
        final int last = quantiles.length - stride + lane;
        float low = quantiles[lane];
        if (value <= low) {
            final float width = TAIL * (quantiles[lane + stride] - low) + INCLUSIVE;
            return (float) ForecastTable.level(0) * Math.max(0, 1 + (value - low) / width);
        }
        for (int at = lane + stride, index = 1; at <= last; at += stride, index++) {
            final float high = quantiles[at];
            if (value < high) {
                final float start = (float) ForecastTable.level(index - 1);
                return start + ((float) ForecastTable.level(index) - start) * (value - low) / (high - low);
            }
            low = high;
        }
        final float width = TAIL * (low - quantiles[last - stride]) + INCLUSIVE;
        final float start = (float) ForecastTable.level(ForecastTable.QUANTILES - 1);
        return start + (1 - start) * Math.min(1, (value - low) / width);
    }
}
