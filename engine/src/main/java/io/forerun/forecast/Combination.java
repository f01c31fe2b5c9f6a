package io.forerun.forecast;

import io.forerun.memory.Digest;
import io.forerun.simd.Kernels;
import java.util.List;

/**
 * Weighs the experts per step by what following each instead of their mixture would have saved: polynomially weighted
 * averages with one learning rate per expert (ML-Poly: Gaillard, Stoltz, van Erven: A second-order bound with excess losses,
 * 2014) on the linearised loss, so that the mixture is never far behind the best fixed mixture, and the past fades. The
 * loss is Huber's, since counts have bursts; a sleeping expert is taken to say what the mixture says, so it neither gains nor loses.
 */
final class Combination {
    /** Scales the prior so that it only speaks where no expert has gained anything. */
    private static final float WHISPER = 1e-20f;

    /** Outcomes the priors are worth. */
    private static final float HEAD_START = 50;

    private final Kernels kernels;
    private final float keep;
    private final float[] prior;
    private final float[] regret;
    private final float[] square;
    private final float[] weights;
    private boolean started;

    Combination(final Kernels kernels, final List<Expert> experts, final int stride, final float keep) {
        this.kernels = kernels;
        this.keep = keep;
        prior = new float[experts.size()];
        for (int index = 0; index < prior.length; index++) {
            prior[index] = WHISPER * experts.get(index).prior();
        }
        regret = new float[prior.length * stride];
        square = new float[prior.length * stride];
        weights = new float[prior.length * stride];
        kernels.regretWeights(regret, square, prior, weights, stride);
    }

    /** Mixes the experts' values; where one abstains its value becomes the mixture. */
    void combine(final float[] values, final float[] mixture) {
        kernels.combine(values, weights, mixture);
    }

    /** Weight of an expert at a step, where it does not abstain; not normed. */
    float weight(final int expert, final int step) {
        return weights[expert * (weights.length / prior.length) + step];
    }

    /**
     * Learns from the outcome of an outlook whose error is set. The loss is measured in scales and its derivative is the error,
     * so that busy hours do not silence quiet ones.
     */
    void learn(final Outlook outlook) {
        if (!started) {
            started = true;
            start(outlook.scale);
        }
        kernels.accumulateRegret(outlook.values, outlook.mixture, outlook.error, keep, regret, square);
        kernels.regretWeights(regret, square, prior, weights, outlook.stride);
    }

    /** Gives each expert gains as if it had been ahead in proportion to its prior. */
    private void start(final float[] scale) {
        final int stride = scale.length;
        for (int index = 0; index < regret.length; index++) {
            final float gain = scale[index % stride] / 2; // a wild guess, good to an order of magnitude
            regret[index] = prior[index / stride] / WHISPER * gain * (float) Math.sqrt(HEAD_START);
            square[index] = HEAD_START * gain * gain;
        }
    }

    void digest(final Digest digest) {
        digest.add(regret).add(square).add(started ? 1 : 0);
    }
}
