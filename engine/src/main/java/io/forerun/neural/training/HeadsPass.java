package io.forerun.neural.training;

import static io.forerun.neural.ParameterGroup.HIDDEN;
import static io.forerun.neural.ParameterGroup.NEXT_ACTION;
import static io.forerun.neural.ParameterGroup.RATES;
import static io.forerun.neural.ParameterGroup.REACH;

import io.forerun.neural.Features;
import io.forerun.neural.HazardBins;
import io.forerun.neural.LinearHead;
import io.forerun.neural.PositiveLink;
import io.forerun.neural.Softmax;
import io.forerun.neural.TimeConstants;
import io.forerun.simd.Products;
import java.util.Arrays;

/**
 * The heads over a batch of states: losses, and their gradients by states and by the heads' own parameters.
 *
 * <p>Demand: {@link DemandSample}. Hazard: {@code -log rate(gap) + integral of the rate over the silence}, piecewise constant
 * ({@link HazardBins}). Next action: cross-entropy of a softmax. Not thread safe.
 */
final class HeadsPass {
    private static final int TAUS = TimeConstants.COUNT;
    private static final int RATE_COUNT = RATES.columns;

    /** Horizons count as one loss together. */
    private static final float DEMAND_WEIGHT = 1f / DemandSample.HORIZONS;

    /** So that a surprise costs much but not infinitely much. */
    private static final float LEAST_EXPECTED = 1e-9f;

    private final LinearHead rates;
    private final LinearHead nextActions;
    private final int actions;
    private final int logitCount;
    private final float[] rate;
    private final float[] rateSlope;
    private final float[] logit;
    private final float[] share = new float[TAUS];
    private final float[] slope = new float[TAUS];
    private final float[] reach = new float[REACH.length()];
    private final double[] reachSlope = new double[REACH.length()];
    private final DemandSample sample = new DemandSample();

    HeadsPass(final int rows, final int actions, final Products products) {
        this.actions = actions;
        logitCount = Math.min(Features.ACTIONS, actions + 31 & -32);
        rate = new float[rows * RATE_COUNT];
        rateSlope = new float[rows * RATE_COUNT];
        logit = new float[rows * logitCount];
        rates = new LinearHead(RATES, RATE_COUNT, products);
        nextActions = new LinearHead(NEXT_ACTION, logitCount, products);
    }

    /**
     * What a pass is about.
     *
     * @param window whose events and silence count
     * @param sinceMs events before are taken in, but what follows them does not count; for losses only
     * @param seed of drawn moments
     */
    record Task(EventSequences events, TimeWindow window, long sinceMs, float[] scale, long seed) {
        Task(final EventSequences events, final TimeWindow window, final float[] scale, final long seed) {
            this(events, window, Long.MIN_VALUE, scale, seed);
        }
    }

    /**
     * Computes.
     *
     * @param state [row][H]
     * @param losses to add to
     * @param stateSlope set to the gradient by states
     * @param gradient of all parameters, added to; null where only losses are wanted
     */
    void run(
            final float[] parameters,
            final Task task,
            final Batch batch,
            final float[] state,
            final Losses losses,
            final float[] stateSlope,
            final float[] gradient) {
        final int rows = batch.rows;
        rates.forward(parameters, state, rate, rows);
        nextActions.forward(parameters, state, logit, rows);
        final int count = rows * RATE_COUNT;
        for (int index = 0; index < count; index++) {
            rateSlope[index] = PositiveLink.logSlope(rate[index]);
        }
        for (int index = 0; index < count; index++) {
            rate[index] = PositiveLink.of(rate[index]);
        }
        for (int index = 0; index < reach.length; index++) {
            reach[index] = PositiveLink.of(parameters[REACH.offset() + index]);
            reachSlope[index] = 0;
        }
        for (int row = 0; row < rows; row++) {
            if (task.events.timeMs()[batch.event[row]] < task.sinceMs) {
                continue;
            }
            demand(task, batch, row, losses);
            hazard(task, batch, row, losses);
            nextAction(task, batch, row, losses);
        }
        losses.rows += rows;
        if (gradient != null) {
            Arrays.fill(stateSlope, 0, rows * HIDDEN, 0);
            for (int index = 0; index < reach.length; index++) {
                final float logSlope = PositiveLink.logSlope(parameters[REACH.offset() + index]);
                gradient[REACH.offset() + index] += (float) (reachSlope[index] * logSlope);
            }
            rates.backward(parameters, state, rateSlope, stateSlope, gradient, rows);
            nextActions.backward(parameters, state, logit, stateSlope, gradient, rows);
        }
    }

    /** On entry {@link #rateSlope} holds slopes of logarithms; on leaving, gradients of the loss. */
    private void demand(final Task task, final Batch batch, final int row, final Losses losses) {
        sample.draw(task.events, batch.event[row], batch.userEnd[row], task.window, task.seed);
        final int at = row * RATE_COUNT;
        for (int tau = 0; tau < TAUS; tau++) {
            share[tau] = task.scale[tau] * rate[at + tau];
            slope[tau] = 0;
        }
        for (int horizon = 0; horizon < DemandSample.HORIZONS; horizon++) {
            demand(horizon, losses);
        }
        for (int tau = 0; tau < TAUS; tau++) {
            rateSlope[at + tau] *= slope[tau];
        }
    }

    private void demand(final int horizon, final Losses losses) {
        final int from = horizon * TAUS;
        final float weight = sample.weight[horizon];
        double passing = 0;
        float expected = LEAST_EXPECTED;
        for (int tau = 0; tau < TAUS; tau++) {
            passing += share[tau] * reach[from + tau] * sample.expected[from + tau];
            expected += share[tau] * reach[from + tau] * (weight == 0 ? 0 : sample.factor[from + tau]);
        }
        final float pull = weight / expected;
        for (int tau = 0; tau < TAUS; tau++) {
            final float held = weight == 0 ? 0 : pull * sample.factor[from + tau];
            final float part = DEMAND_WEIGHT * share[tau] * reach[from + tau] * (sample.expected[from + tau] - held);
            slope[tau] += part;
            reachSlope[from + tau] += part;
        }
        losses.expected += passing;
        losses.came += weight;
        losses.demand += DEMAND_WEIGHT * (passing - (weight == 0 ? 0 : weight * StrictMath.log(expected)));
    }

    private void hazard(final Task task, final Batch batch, final int row, final Losses losses) {
        final int event = batch.event[row];
        final long[] timeMs = task.events.timeMs();
        final boolean isLast = event + 1 == batch.userEnd[row];
        final long seenMs = timeMs[event];
        final long nextMs = isLast ? Long.MAX_VALUE : timeMs[event + 1];
        final boolean came = task.window.contains(nextMs);
        final double fromS = Math.max(0, task.window.fromMs() - seenMs) / 1e3;
        final double gapS = Math.max(0, Math.min(nextMs, task.window.toMs()) - seenMs) / 1e3;
        final double toS = came ? Math.max(HazardBins.LEAST_GAP_S, gapS) : gapS;
        final int last = HazardBins.of(toS);
        final int at = row * RATE_COUNT + TAUS;
        double loss = 0;
        for (int bin = 0; bin <= HazardBins.COUNT - 1; bin++) {
            final double exposure = toS > fromS && bin <= last ? HazardBins.exposureS(bin, fromS, toS) : 0;
            final double mass = task.scale[TAUS + bin] * rate[at + bin] * exposure;
            loss += mass;
            double slope = mass;
            if (came && bin == last) {
                loss -= StrictMath.log(task.scale[TAUS + bin] * (double) rate[at + bin]);
                slope -= 1;
            }
            rateSlope[at + bin] *= (float) slope;
        }
        losses.silence += loss;
        losses.events += came ? 1 : 0;
    }

    private void nextAction(final Task task, final Batch batch, final int row, final Losses losses) {
        final int next = batch.event[row] + 1;
        final int at = row * logitCount;
        final boolean isKnown =
                next < batch.userEnd[row] && task.window.contains(task.events.timeMs()[next]);
        if (!isKnown) {
            Arrays.fill(logit, at, at + logitCount, 0);
            return;
        }
        final int action = task.events.action(next);
        final float right = logit[at + action];
        final double logSum = Softmax.of(logit, at, actions);
        Arrays.fill(logit, at + actions, at + logitCount, 0);
        logit[at + action] -= 1;
        losses.actions += logSum - right;
        losses.actionEvents++;
    }
}
