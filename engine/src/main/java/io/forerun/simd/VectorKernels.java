package io.forerun.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on vectors. Lanes are outputs, so every output goes through the operations of {@link ScalarKernels} in their
 * order at any width; the tails are left to it. Loops are short on purpose: a vector that escapes inlining is boxed.
 */
final class VectorKernels implements Kernels {
    static final VectorKernels INSTANCE = new VectorKernels();

    /** Static and final, or the JIT cannot fold it: measured 10 times slower and allocating. */
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    static final int BITS = LANES.vectorBitSize();

    private VectorKernels() {}

    private static FloatVector at(final float[] array, final int index) {
        return FloatVector.fromArray(LANES, array, index);
    }

    @Override
    public void combine(final float[] values, final float[] weights, final float[] mean) {
        final int n = mean.length;
        final int bound = LANES.loopBound(n);
        for (int i = 0; i < bound; i += LANES.length()) {
            FloatVector sum = FloatVector.zero(LANES);
            FloatVector total = FloatVector.zero(LANES);
            for (int at = i; at < values.length; at += n) {
                final FloatVector value = at(values, at);
                final FloatVector weight = at(weights, at);
                final VectorMask<Float> awake = value.compare(VectorOperators.EQ, value);
                sum = sum.blend(weight.fma(value, sum), awake);
                total = total.blend(total.add(weight), awake);
            }
            final FloatVector result = sum.div(total);
            result.intoArray(mean, i);
            for (int at = i; at < values.length; at += n) {
                final FloatVector value = at(values, at);
                value.blend(result, value.compare(VectorOperators.NE, value)).intoArray(values, at);
            }
        }
        ScalarKernels.combine(values, weights, mean, bound);
    }

    @Override
    public void standardisedError(
            final float[] forecast, final float actual, final float[] scale, final float limit, final float[] error) {
        final int bound = LANES.loopBound(error.length);
        for (int i = 0; i < bound; i += LANES.length()) {
            at(forecast, i).sub(actual).div(at(scale, i)).min(limit).max(-limit).intoArray(error, i);
        }
        ScalarKernels.standardisedError(forecast, actual, scale, limit, error, bound);
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
        final int n = mean.length;
        final int bound = LANES.loopBound(n);
        final FloatVector kept = FloatVector.broadcast(LANES, keep);
        for (int i = 0; i < bound; i += LANES.length()) {
            final FloatVector pull = at(slope, i);
            final FloatVector middle = at(mean, i);
            final FloatVector most = at(limit, i);
            for (int at = i; at < values.length; at += n) {
                final FloatVector gain = pull.mul(middle.sub(at(values, at))).min(most);
                kept.fma(at(regret, at), gain).intoArray(regret, at);
                kept.fma(at(square, at), gain.mul(gain)).intoArray(square, at);
            }
        }
        ScalarKernels.accumulateRegret(values, mean, slope, limit, keep, regret, square, bound);
    }

    @Override
    public void regretWeights(
            final float[] regret, final float[] square, final float[] prior, final float[] weights, final int n) {
        final int bound = LANES.loopBound(n);
        for (int row = 0; row < prior.length; row++) {
            for (int i = row * n; i < row * n + bound; i += LANES.length()) {
                final FloatVector lead = at(regret, i).max(0);
                final FloatVector ratio = lead.div(at(square, i).add(ScalarKernels.TINY));
                ratio.mul(ratio)
                        .fma(lead, FloatVector.broadcast(LANES, prior[row]))
                        .intoArray(weights, i);
            }
        }
        ScalarKernels.regretWeights(regret, square, prior, weights, n, bound);
    }

    @Override
    public void countScale(final float[] mean, final float[] excess, final float[] scale) {
        final int bound = LANES.loopBound(scale.length);
        for (int i = 0; i < bound; i += LANES.length()) {
            final FloatVector middle = at(mean, i);
            at(excess, i)
                    .mul(middle)
                    .fma(middle, middle.add(ScalarKernels.ROUNDING))
                    .sqrt()
                    .intoArray(scale, i);
        }
        ScalarKernels.countScale(mean, excess, scale, bound);
    }

    @Override
    public void moments(final float[] value, final float share, final float[] first, final float[] second) {
        final int bound = LANES.loopBound(value.length);
        final FloatVector newest = FloatVector.broadcast(LANES, share);
        for (int i = 0; i < bound; i += LANES.length()) {
            final FloatVector x = at(value, i);
            final FloatVector one = at(first, i);
            final FloatVector two = at(second, i);
            newest.fma(x.sub(one), one).intoArray(first, i);
            newest.fma(x.mul(x).sub(two), two).intoArray(second, i);
        }
        ScalarKernels.moments(value, share, first, second, bound);
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
        final int bound = LANES.loopBound(error.length);
        final FloatVector newest = FloatVector.broadcast(LANES, share);
        for (int i = 0; i < bound; i += LANES.length()) {
            final FloatVector miss = at(error, i);
            final FloatVector middle = at(forecast, i);
            final FloatVector unit = at(scale, i);
            final FloatVector above = at(surplus, i);
            final FloatVector under = at(energy, i);
            final FloatVector ratio = middle.div(unit);
            final FloatVector weight = ratio.mul(ratio);
            final FloatVector noise =
                    middle.add(ScalarKernels.ROUNDING).div(unit).div(unit);
            final FloatVector more = miss.mul(miss).sub(noise);
            final FloatVector sum = newest.fma(weight.mul(more).sub(above), above);
            final FloatVector total = newest.fma(weight.mul(weight).sub(under), under);
            sum.intoArray(surplus, i);
            total.intoArray(energy, i);
            sum.max(0).div(total.add(ScalarKernels.SMALL)).intoArray(excess, i);
        }
        ScalarKernels.excessVariance(error, forecast, scale, share, surplus, energy, excess, bound);
    }

    @Override
    public void affine(final float[] mean, final float[] scale, final float[] offsets, final float[] out) {
        final int n = mean.length;
        final int bound = LANES.loopBound(n);
        for (int i = 0; i < bound; i += LANES.length()) {
            final FloatVector middle = at(mean, i);
            final FloatVector unit = at(scale, i);
            for (int at = i; at < out.length; at += n) {
                at(offsets, at).fma(unit, middle).intoArray(out, at);
            }
        }
        ScalarKernels.affine(mean, scale, offsets, out, bound);
    }

    @Override
    public void trackQuantiles(
            final float[] quantiles,
            final float actual,
            final Rate rate,
            final float[] levels,
            final float[] offsets,
            final float[] energy) {
        final int n = quantiles.length / levels.length;
        final float low = actual - .5f;
        final int bound = LANES.loopBound(n);
        final FloatVector kept = FloatVector.broadcast(LANES, rate.keep());
        for (int row = 0; row < levels.length; row++) {
            final FloatVector level = FloatVector.broadcast(LANES, levels[row]);
            for (int i = row * n; i < row * n + bound; i += LANES.length()) {
                final FloatVector gradient =
                        level.sub(at(quantiles, i).sub(low).min(1).max(0));
                final FloatVector seen = kept.fma(at(energy, i), gradient.mul(gradient));
                seen.intoArray(energy, i);
                at(offsets, i)
                        .add(gradient.mul(rate.step()).div(seen.sqrt()))
                        .min(rate.limit())
                        .max(-rate.limit())
                        .intoArray(offsets, i);
            }
        }
        ScalarKernels.trackQuantiles(quantiles, actual, rate, levels, offsets, energy, bound);
    }

    @Override
    public void sortColumns(final float[] rows, final float floor, final int n) {
        final int bound = LANES.loopBound(n);
        for (int pair = 0; pair < ScalarKernels.NETWORK.length; pair += 2) {
            final int low = ScalarKernels.NETWORK[pair] * n;
            final int high = ScalarKernels.NETWORK[pair + 1] * n;
            for (int i = 0; i < bound; i += LANES.length()) {
                final FloatVector first = at(rows, low + i);
                final FloatVector second = at(rows, high + i);
                first.min(second).intoArray(rows, low + i);
                first.max(second).intoArray(rows, high + i);
            }
        }
        for (int row = 0; row < rows.length; row += n) {
            for (int i = row; i < row + bound; i += LANES.length()) {
                final FloatVector value = at(rows, i);
                value.blend(0, value.compare(VectorOperators.LT, floor)).intoArray(rows, i);
            }
        }
        ScalarKernels.sortColumns(rows, floor, n, bound);
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
        VectorMatrix.multiply(matrix, in, from, stride, rows, out, to, outStride);
    }

    @Override
    public void sigmoid(final float[] values, final int from, final int stride, final int length, final int rows) {
        VectorLayers.sigmoid(values, from, stride, length, rows);
    }

    @Override
    public void gruState(
            final float[] gates,
            final int hidden,
            final int rows,
            final float[] states,
            final int from,
            final int stride) {
        VectorLayers.gruState(gates, hidden, rows, states, from, stride);
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
        VectorLayers.quantise(states, from, stride, length, rows, codes, to);
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
        VectorLayers.dequantise(codes, from, length, rows, states, to, stride);
    }

    @Override
    public void age(final float[] sums, final float keep, final float share, final float[] values, final int from) {
        final int bound = LANES.loopBound(sums.length);
        final FloatVector kept = FloatVector.broadcast(LANES, keep);
        for (int i = 0; i < bound; i += LANES.length()) {
            kept.fma(at(sums, i), at(values, from + i).mul(share)).intoArray(sums, i);
        }
        ScalarKernels.age(sums, keep, share, values, from, bound);
    }

    @Override
    public void product(final double[] matrix, final double[] vector, final double[] product) {
        VectorRegression.product(matrix, vector, product);
    }

    @Override
    public void sumOfProducts(
            final double[] left, final double[] right, final int from, final int length, final double[] sums) {
        VectorRegression.sumOfProducts(left, right, from, length, sums);
    }

    @Override
    public void rankOne(final double[] matrix, final double[] vector, final double share, final double factor) {
        VectorRegression.rankOne(matrix, vector, share, factor);
    }

    @Override
    public void descend(
            final double[] energy,
            final double ridge,
            final double[] products,
            final double[] weights,
            final int lanes) {
        VectorRegression.descend(energy, ridge, products, weights, lanes);
    }
}
