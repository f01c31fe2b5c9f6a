package io.forerun.simd;

/**
 * Kernels over blocks of rows: a block of {@code r} rows is one array of {@code r * n} floats, row after row, where
 * {@code n} is the length of the one-row arguments. Implementations agree bit for bit; {@link ScalarKernels} is the
 * definition. Stateless, any thread.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {
    /** Plain loops: the definition, and the fallback where there are no vectors. */
    static Kernels scalar() {
        return ScalarKernels.INSTANCE;
    }

    /** Vectors of the width this CPU prefers; needs the module {@code jdk.incubator.vector}. */
    static Kernels vector() {
        return VectorKernels.INSTANCE;
    }

    /** Vectors where the module is there and the CPU has at least 128 bits, else plain loops. */
    static Kernels preferred() {
        final boolean hasModule =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return hasModule && VectorKernels.BITS >= 128 ? vector() : scalar();
    }

    /**
     * Mean of the rows of {@code values} weighted by {@code weights}, over the rows that are not NaN; the NaNs are then
     * replaced by that mean. At least one row has to have a value and weights have to be positive.
     */
    void combine(float[] values, float[] weights, float[] mean);

    /**
     * {@code (forecast - actual) / scale}, clipped to {@code limit} on either side: the derivative of Huber's loss in units of
     * scale.
     */
    void standardisedError(float[] forecast, float actual, float[] scale, float limit, float[] error);

    /**
     * Ages and extends cumulative regrets: with {@code r = min(slope * (mean - value), limit)},
     * {@code regret = keep * regret + r} and {@code square = keep * square + r * r}.
     */
    void accumulateRegret(
            float[] values, float[] mean, float[] slope, float[] limit, float keep, float[] regret, float[] square);

    /** Weights {@code max(regret, 0)^3 / square^2 + prior}, where {@code prior} holds one number a row. */
    void regretWeights(float[] regret, float[] square, float[] prior, float[] weights, int n);

    /** Scale of counts: {@code sqrt(1 / 12 + mean + excess * mean * mean)}, the first for rounding to whole numbers. */
    void countScale(float[] mean, float[] excess, float[] scale);

    /**
     * Moves running means of a value and of its square by {@code share}.
     */
    void moments(float[] value, float share, float[] first, float[] second);

    /**
     * Moves running sums by {@code share} and sets {@code excess}, the part of the variance that grows with the square of the
     * mean (negative binomial), 0 at least: regression of {@code squared error - forecast} on {@code forecast^2}, both in
     * units of {@code scale^2}, so that no value outweighs all others however large. {@code error} is in scales.
     */
    void excessVariance(
            float[] error,
            float[] forecast,
            float[] scale,
            float share,
            float[] surplus,
            float[] energy,
            float[] excess);

    /** {@code out = mean + offset * scale}, for each row of offsets. */
    void affine(float[] mean, float[] scale, float[] offsets, float[] out);

    /**
     * One step of scale-free online gradient descent on the pinball loss of each row: {@code levels} holds one level a row,
     * {@code quantiles} what was forecast, {@code energy} the aged sum of squared gradients. A count is taken to be spread
     * evenly over the unit around it, so that where all counts are 0 the quantiles do not collapse into one.
     */
    void trackQuantiles(float[] quantiles, float actual, Rate rate, float[] levels, float[] offsets, float[] energy);

    /** Sorts each column of eight rows upwards and replaces what is below {@code floor} by 0. */
    void sortColumns(float[] rows, float floor, int n);

    /**
     * Rows times a matrix plus its bias. Each sum starts from the bias and goes through the inputs in their order by fma.
     * Rows lie {@code stride} apart from {@code from} on, results {@code outStride} apart from {@code to} on; they may not
     * overlap the inputs.
     */
    void multiply(PackedMatrix matrix, float[] in, int from, int stride, int rows, float[] out, int to, int outStride);

    /** {@link Activation#sigmoid} of {@code length} numbers of each row, in place. */
    void sigmoid(float[] values, int from, int stride, int length, int rows);

    /**
     * New states of gated recurrent units, in place. A row of gates is [4 * hidden]: the reset gate r, the update gate z, the
     * candidate's input part u and its recurrent part v; with {@code n = tanh(r * v + u)} a state becomes
     * {@code n + z * (h - n)}.
     */
    void gruState(float[] gates, int hidden, int rows, float[] states, int from, int stride);

    /**
     * States in -1 to 1 as integers of -32,767 to 32,767, the nearest, ties to even; the codes of rows lie side by side, and the
     * states become what their codes stand for. Of no meaning for others.
     */
    void quantise(float[] states, int from, int stride, int length, int rows, short[] codes, int to);

    /** The inverse of {@link #quantise}. */
    void dequantise(short[] codes, int from, int length, int rows, float[] states, int to, int stride);

    /** Ages sums and adds to them: {@code sum = keep * sum + share * value}, values from a place on. */
    void age(float[] sums, float keep, float share, float[] values, int from);

    /**
     * {@code product = vector' * matrix} for a matrix of n columns, where n is the product's length. Each sum goes through the
     * vector in its order by fma.
     */
    void product(double[] matrix, double[] vector, double[] product);

    /**
     * Sums of products of two stretches, every n-th from each of the first n on, where n is the number of sums. Each goes
     * through its products in their order by fma.
     *
     * @param from start of the stretch in both
     * @param length of the stretch, a multiple of n
     */
    void sumOfProducts(double[] left, double[] right, int from, int length, double[] sums);

    /** {@code matrix = (matrix - share * vector * vector') * factor}; a symmetric matrix stays so, bit for bit. */
    void rankOne(double[] matrix, double[] vector, double share, double factor);

    /**
     * One sweep of coordinate descent on least squares with weights that are not negative (Franc, Hlavac, Navara: Sequential
     * coordinate-wise algorithm for the non-negative least squares problem, 2005), for several targets of one design at once.
     *
     * @param energy [n * n] of the design
     * @param ridge the part of a coordinate's energy that pulls its weight to zero
     * @param products [n * lanes] of design and target, a target a lane
     * @param weights [n * lanes] moved
     */
    void descend(double[] energy, double ridge, double[] products, double[] weights, int lanes);

    /**
     * How fast {@link #trackQuantiles} moves.
     *
     * @param step offset units a gradient may move at first
     * @param keep share of the squared gradients kept per step
     * @param limit largest offset, either sign
     */
    record Rate(float step, float keep, float limit) {}
}
