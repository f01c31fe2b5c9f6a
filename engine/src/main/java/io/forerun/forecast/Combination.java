package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;
import java.util.List;

/**
 * Weighs the experts per step by what following each instead of their mixture would have saved: polynomially weighted
 * averages with one learning rate per expert (ML-Poly: Gaillard, Stoltz, van Erven: A second-order bound with excess losses,
 * 2014), of the fourth degree instead of the second so that the best stand out, on the linearised loss, so that the mixture
 * is never far behind the best fixed mixture, and the past fades. The loss is Huber's, since counts have bursts. The
 * linearised loss credits whoever overshoots the outcome the more the farther it does, so gains are bounded. A sleeping expert
 * is taken to say what the mixture says, so it neither gains nor loses.
 */
final class Combination {
    /** Scales the prior so that it only speaks where no expert has gained anything. */
    private static final float WHISPER = 1e-20f;

    /** Outcomes the priors are worth. */
    private static final float HEAD_START = 50;

    /** An expert gains at most as if it had been that many times as far from the mixture as the outcome was. */
    private static final float FARTHEST = 4;

    /** Bounds on how fast the usual scale follows the present, and where a larger scale begins to count less. */
    private static final float SCALE_SHARE = 2;

    private static final float LARGEST_RISE = 2;
    private static final float FULL = 2;

    private final Kernels kernels;
    private final float keep;
    private final float keepInDrift;
    private final float[] prior;
    private final float[] regret;
    private final float[] square;
    private final float[] usualScale;
    private final float[] limit;
    private boolean started;

    Combination(final Kernels kernels, final List<Experts.Named> experts, final int stride, final float keep) {
        this.kernels = kernels;
        this.keep = keep;
        keepInDrift = (float) StrictMath.pow(keep, Drift.HURRY);
        prior = new float[experts.size()];
        for (int index = 0; index < prior.length; index++) {
            prior[index] = WHISPER * experts.get(index).prior();
        }
        regret = new float[prior.length * stride];
        square = new float[prior.length * stride];
        usualScale = new float[stride];
        limit = new float[stride];
    }

    /** Works out the weights and mixes the experts' values with them; where one abstains its value becomes the mixture. */
    void combine(final Outlook outlook) {
        kernels.regretWeights(regret, square, prior, outlook.weights, outlook.stride);
        kernels.combine(outlook.values, outlook.weights, outlook.mixture);
    }

    /** Forecasts the next bucket with the weights of every step: what the mixture of a step takes for present demand. After {@link #combine}. */
    void nowcast(final Outlook outlook) {
        final float[] values = outlook.values;
        final float[] weights = outlook.weights;
        final float[] now = outlook.nowcast;
        final int stride = outlook.stride;
        final float[] total = limit; // free until the next outcome
        Arrays.fill(now, 0);
        Arrays.fill(total, 0);
        for (int row = 0; row < values.length; row += stride) {
            final float value = values[row];
            for (int lane = 0; lane < stride; lane++) {
                now[lane] = Math.fma(weights[row + lane], value, now[lane]);
                total[lane] += weights[row + lane];
            }
        }
        for (int lane = 0; lane < stride; lane++) {
            now[lane] /= total[lane];
        }
    }

    /** Weights of all experts as they now are where none abstains, not normed: {@code [expert][lane]}. */
    float[] weights(final int stride) {
        final float[] weights = new float[regret.length];
        kernels.regretWeights(regret, square, prior, weights, stride);
        return weights;
    }

    /**
     * Learns from the outcome of an outlook whose error is set; writes over that. The loss is Huber's in scales, times the
     * scale: so that busy hours count for more, but where the scale is far above the usual, no more than there.
     */
    void learn(final Outlook outlook, final float actual, final boolean drifting) {
        if (!started) {
            started = true;
            System.arraycopy(outlook.scale, 0, usualScale, 0, usualScale.length);
            start();
        }
        for (int lane = 0; lane < usualScale.length; lane++) {
            final float scale = outlook.scale[lane];
            final float usual = usualScale[lane];
            usualScale[lane] += SCALE_SHARE * (1 - keep) * (Math.min(scale, LARGEST_RISE * usual) - usual);
            outlook.error[lane] *= FULL * usualScale[lane] / (FULL * usualScale[lane] + scale);
            limit[lane] = FARTHEST * outlook.error[lane] * (outlook.mixture[lane] - actual);
        }
        final float kept = drifting ? keepInDrift : keep;
        kernels.accumulateRegret(outlook.values, outlook.mixture, outlook.error, limit, kept, regret, square);
    }

    /** Gives each expert gains as if it had been ahead in proportion to its prior. */
    private void start() {
        final int stride = usualScale.length;
        for (int index = 0; index < regret.length; index++) {
            final float gain = usualScale[index % stride] / 2; // a wild guess, good to an order of magnitude
            final float lead = (float) StrictMath.cbrt(prior[index / stride] / WHISPER); // weights are its cube
            regret[index] = lead * gain * (float) Math.sqrt(HEAD_START);
            square[index] = HEAD_START * gain * gain;
        }
    }

    void pass(final Archive archive) {
        archive.pass(regret);
        archive.pass(square);
        archive.pass(usualScale);
        started = archive.pass(started);
    }
}
