package io.forerun.simd;

/** The definition of each kernel, element by element; the static ones start at a column, for the tails of vector loops. */
final class ScalarKernels implements Kernels {
    static final ScalarKernels INSTANCE = new ScalarKernels();

    /** Comparators of the odd-even merge sort of eight (Batcher, 1968), as pairs of rows. */
    static final int[] NETWORK = {
        0, 1, 2, 3, 4, 5, 6, 7, 0, 2, 1, 3, 4, 6, 5, 7, 1, 2, 5, 6, 0, 4, 1, 5, 2, 6, 3, 7, 2, 4, 3, 5, 1, 2, 3, 4, 5, 6
    };

    /** Variance of a count spread evenly over the unit around it. */
    static final float ROUNDING = 1 / 12f;

    /** Keeps divisors off zero without being felt. */
    static final float TINY = 1e-12f;

    /** The same for sums of squares of the order of 1. */
    static final float SMALL = 1e-6f;

    private ScalarKernels() {}

    @Override
    public void combine(final float[] values, final float[] weights, final float[] mean) {
        combine(values, weights, mean, 0);
    }

    static void combine(final float[] values, final float[] weights, final float[] mean, final int from) {
        final int n = mean.length;
        for (int i = from; i < n; i++) {
            float sum = 0;
            float total = 0;
            for (int at = i; at < values.length; at += n) {
                if (values[at] == values[at]) {
                    sum = Math.fma(weights[at], values[at], sum);
                    total += weights[at];
                }
            }
            final float result = sum / total;
            mean[i] = result;
            for (int at = i; at < values.length; at += n) {
                if (values[at] != values[at]) {
                    values[at] = result;
                }
            }
        }
    }

    @Override
    public void standardisedError(
            final float[] forecast, final float actual, final float[] scale, final float limit, final float[] error) {
        standardisedError(forecast, actual, scale, limit, error, 0);
    }

    static void standardisedError(
            final float[] forecast,
            final float actual,
            final float[] scale,
            final float limit,
            final float[] error,
            final int from) {
        for (int i = from; i < error.length; i++) {
            error[i] = Math.max(Math.min((forecast[i] - actual) / scale[i], limit), -limit);
        }
    }

    @Override
    public void accumulateRegret(
            final float[] values,
            final float[] mean,
            final float[] slope,
            final float[] limit,
            final float keep,
            final float[] regret,
            final float[] square) {
        accumulateRegret(values, mean, slope, limit, keep, regret, square, 0);
    }

    static void accumulateRegret(
            final float[] values,
            final float[] mean,
            final float[] slope,
            final float[] limit,
            final float keep,
            final float[] regret,
            final float[] square,
            final int from) {
        final int n = mean.length;
        for (int row = 0; row < values.length; row += n) {
            for (int i = from; i < n; i++) {
                final float gain = Math.min(slope[i] * (mean[i] - values[row + i]), limit[i]);
                regret[row + i] = Math.fma(keep, regret[row + i], gain);
                square[row + i] = Math.fma(keep, square[row + i], gain * gain);
            }
        }
    }

    @Override
    public void regretWeights(
            final float[] regret, final float[] square, final float[] prior, final float[] weights, final int n) {
        regretWeights(regret, square, prior, weights, n, 0);
    }

    static void regretWeights(
            final float[] regret,
            final float[] square,
            final float[] prior,
            final float[] weights,
            final int n,
            final int from) {
        for (int row = 0; row < prior.length; row++) {
            for (int i = row * n + from; i < row * n + n; i++) {
                final float lead = Math.max(regret[i], 0);
                final float ratio = lead / (square[i] + TINY);
                weights[i] = Math.fma(ratio * ratio, lead, prior[row]);
            }
        }
    }

    @Override
    public void countScale(final float[] mean, final float[] excess, final float[] scale) {
        countScale(mean, excess, scale, 0);
    }

    static void countScale(final float[] mean, final float[] excess, final float[] scale, final int from) {
        for (int i = from; i < scale.length; i++) {
            scale[i] = (float) Math.sqrt(Math.fma(excess[i] * mean[i], mean[i], mean[i] + ROUNDING));
        }
    }

    @Override
    public void moments(final float[] value, final float share, final float[] first, final float[] second) {
        moments(value, share, first, second, 0);
    }

    static void moments(
            final float[] value, final float share, final float[] first, final float[] second, final int from) {
        for (int i = from; i < value.length; i++) {
            first[i] = Math.fma(share, value[i] - first[i], first[i]);
            second[i] = Math.fma(share, value[i] * value[i] - second[i], second[i]);
        }
    }

    @Override
    public void excessVariance(
            final float[] error,
            final float[] forecast,
            final float[] scale,
            final float share,
            final float[] surplus,
            final float[] energy,
            final float[] excess) {
        excessVariance(error, forecast, scale, share, surplus, energy, excess, 0);
    }

    static void excessVariance(
            final float[] error,
            final float[] forecast,
            final float[] scale,
            final float share,
            final float[] surplus,
            final float[] energy,
            final float[] excess,
            final int from) {
        for (int i = from; i < error.length; i++) {
            final float ratio = forecast[i] / scale[i];
            final float weight = ratio * ratio;
            final float more = error[i] * error[i] - (forecast[i] + ROUNDING) / scale[i] / scale[i];
            surplus[i] = Math.fma(share, weight * more - surplus[i], surplus[i]);
            energy[i] = Math.fma(share, weight * weight - energy[i], energy[i]);
            excess[i] = Math.max(surplus[i], 0) / (energy[i] + SMALL);
        }
    }

    @Override
    public void affine(final float[] mean, final float[] scale, final float[] offsets, final float[] out) {
        affine(mean, scale, offsets, out, 0);
    }

    static void affine(
            final float[] mean, final float[] scale, final float[] offsets, final float[] out, final int from) {
        final int n = mean.length;
        for (int row = 0; row < out.length; row += n) {
            for (int i = from; i < n; i++) {
                out[row + i] = Math.fma(offsets[row + i], scale[i], mean[i]);
            }
        }
    }

    @Override
    public void trackQuantiles(
            final float[] quantiles,
            final float actual,
            final Rate rate,
            final float[] levels,
            final float[] offsets,
            final float[] energy) {
        trackQuantiles(quantiles, actual, rate, levels, offsets, energy, 0);
    }

    static void trackQuantiles(
            final float[] quantiles,
            final float actual,
            final Rate rate,
            final float[] levels,
            final float[] offsets,
            final float[] energy,
            final int from) {
        final int n = quantiles.length / levels.length;
        final float low = actual - .5f;
        for (int row = 0; row < levels.length; row++) {
            for (int i = row * n + from; i < row * n + n; i++) {
                final float covered = Math.max(Math.min(quantiles[i] - low, 1), 0);
                final float gradient = levels[row] - covered;
                energy[i] = Math.fma(rate.keep(), energy[i], gradient * gradient);
                final float moved = offsets[i] + rate.step() * gradient / (float) Math.sqrt(energy[i]);
                offsets[i] = Math.max(Math.min(moved, rate.limit()), -rate.limit());
            }
        }
    }

    @Override
    public void sortColumns(final float[] rows, final float floor, final int n) {
        sortColumns(rows, floor, n, 0);
    }

    static void sortColumns(final float[] rows, final float floor, final int n, final int from) {
        for (int pair = 0; pair < NETWORK.length; pair += 2) {
            final int low = NETWORK[pair] * n;
            final int high = NETWORK[pair + 1] * n;
            for (int i = from; i < n; i++) {
                final float first = rows[low + i];
                final float second = rows[high + i];
                rows[low + i] = Math.min(first, second);
                rows[high + i] = Math.max(first, second);
            }
        }
        for (int row = 0; row < rows.length; row += n) {
            for (int i = row + from; i < row + n; i++) {
                rows[i] = rows[i] < floor ? 0 : rows[i];
            }
        }
    }

    @Override
    public void multiply(
            final PackedMatrix matrix,
            final float[] in,
            final int from,
            final int stride,
            final int rows,
            final float[] out,
            final int to,
            final int outStride) {
        ScalarLayers.multiply(matrix, in, from, stride, rows, out, to, outStride);
    }

    @Override
    public void sigmoid(final float[] values, final int from, final int stride, final int length, final int rows) {
        for (int row = 0; row < rows; row++) {
            ScalarLayers.sigmoid(values, from + row * stride, from + row * stride + length);
        }
    }

    @Override
    public void gruState(
            final float[] gates,
            final int hidden,
            final int rows,
            final float[] states,
            final int from,
            final int stride) {
        for (int row = 0; row < rows; row++) {
            ScalarLayers.gruState(gates, row * 4 * hidden, hidden, states, from + row * stride, 0);
        }
    }

    @Override
    public void quantise(
            final float[] states,
            final int from,
            final int stride,
            final int length,
            final int rows,
            final short[] codes,
            final int to) {
        for (int row = 0; row < rows; row++) {
            ScalarLayers.quantise(states, from + row * stride, codes, to + row * length, length);
        }
    }

    @Override
    public void dequantise(
            final short[] codes,
            final int from,
            final int length,
            final int rows,
            final float[] states,
            final int to,
            final int stride) {
        for (int row = 0; row < rows; row++) {
            ScalarLayers.dequantise(codes, from + row * length, states, to + row * stride, length);
        }
    }

    @Override
    public void age(final float[] sums, final float keep, final float share, final float[] values, final int from) {
        age(sums, keep, share, values, from, 0);
    }

    static void age(
            final float[] sums,
            final float keep,
            final float share,
            final float[] values,
            final int from,
            final int first) {
        for (int i = first; i < sums.length; i++) {
            sums[i] = Math.fma(keep, sums[i], share * values[from + i]);
        }
    }

    @Override
    public void product(final double[] matrix, final double[] vector, final double[] product) {
        ScalarRegression.product(matrix, vector, product, 0);
    }

    @Override
    public void sumOfProducts(
            final double[] left, final double[] right, final int from, final int length, final double[] sums) {
        ScalarRegression.sumOfProducts(left, right, from, length, sums, 0);
    }

    @Override
    public void rankOne(final double[] matrix, final double[] vector, final double share, final double factor) {
        ScalarRegression.rankOne(matrix, vector, share, factor, 0);
    }

    @Override
    public void descend(
            final double[] energy,
            final double ridge,
            final double[] products,
            final double[] weights,
            final int lanes) {
        ScalarRegression.descend(energy, ridge, products, weights, lanes, 0);
    }
}
