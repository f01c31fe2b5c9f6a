package io.forerun.forecast;

/** One series' forecast in the making, one lane a step; shared by all series as scratch. Lanes beyond the steps are padding. */
final class Outlook {
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

    /** [expert][lane] how much each counts. */
    final float[] weights;

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

    /** Blocks of rows that have to be kept until the outcome is known. */
    private final float[][] kept;

    Outlook(final int experts, final int steps) {
        this.steps = steps;
        stride = (steps + LANES - 1) / LANES * LANES;
        values = new float[experts * stride];
        weights = new float[experts * stride];
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
        kept = new float[][] {values, tracked, mixture, scale, median, probability, centre, shift};
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
        int rows = 0;
        for (final float[] block : kept) {
            rows += block.length / stride;
        }
        return rows;
    }

    /** Copies all rows kept to {@code target}, step after step: {@code [offset + step * rows + row]}. */
    void save(final float[] target, final int offset, final int rows) {
        int row = offset;
        for (final float[] block : kept) {
            for (int from = 0; from < block.length; from += stride, row++) {
                for (int lane = 0; lane < steps; lane++) {
                    target[row + lane * rows] = block[from + lane];
                }
            }
        }
    }

    /**
     * Reads all rows kept, the numbers of each lane from where they lie together. Row by row: so the lanes' cache misses do not
     * wait for one another.
     *
     * @param offsets [stride] where each lane's first row is
     */
    void load(final float[] source, final int[] offsets) {
        int row = 0;
        for (final float[] block : kept) {
            for (int to = 0; to < block.length; to += stride, row++) {
                for (int lane = 0; lane < stride; lane++) {
                    block[to + lane] = source[offsets[lane] + row];
                }
            }
        }
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
