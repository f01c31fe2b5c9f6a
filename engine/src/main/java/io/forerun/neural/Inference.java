package io.forerun.neural;

import static io.forerun.neural.ParameterGroup.BIAS;
import static io.forerun.neural.ParameterGroup.CANDIDATE_BIAS;
import static io.forerun.neural.ParameterGroup.HIDDEN;
import static io.forerun.neural.ParameterGroup.INPUT;
import static io.forerun.neural.ParameterGroup.NEXT_ACTION;
import static io.forerun.neural.ParameterGroup.RATES;
import static io.forerun.neural.ParameterGroup.RECURRENT;

import io.forerun.simd.Activation;
import io.forerun.simd.Matrix;
import io.forerun.simd.Products;
import java.util.Arrays;

/**
 * A trained model applied to one user after another: for evaluation and for questions about single users. States are held as 16-bit
 * fixed point, as rows hold them. No allocation; not thread safe.
 */
public final class Inference {
    /** Numbers of a state. */
    public static final int STATES = HIDDEN;

    private static final float STATE_UNITS = Short.MAX_VALUE;
    private static final int GATES = 3;

    private final NeuralModel model;
    private final LinearHead rates;
    private final LinearHead nextActions;
    private final Products products = Products.preferred();
    private final float[] x = new float[Features.INPUTS];
    private final float[] h = new float[HIDDEN];
    private final float[] given = new float[GATES * HIDDEN];
    private final float[] recalled = new float[GATES * HIDDEN];
    private final float[] rate = new float[RATES.columns];
    private final float[] logit;
    private final Matrix row = Matrix.of(x, 0, 1, Features.INPUTS);
    private final Matrix state = Matrix.of(h, 0, 1, HIDDEN);
    private final Matrix givenRow = Matrix.of(given, 0, 1, GATES * HIDDEN);
    private final Matrix recalledRow = Matrix.of(recalled, 0, 1, GATES * HIDDEN);

    /** Prepares. */
    public Inference(final NeuralModel model) {
        this.model = model;
        rates = new LinearHead(RATES, RATES.columns, products);
        final int columns = Math.min(Features.ACTIONS, model.actions + 31 & -32);
        nextActions = new LinearHead(NEXT_ACTION, columns, products);
        logit = new float[columns];
    }

    /**
     * Takes one event of a user into its state.
     *
     * @param states of users, {@link #STATES} each; a new user's are 0
     * @param at where the user's begin
     * @param event what happened
     * @param timeMs when
     * @param sinceMs time since the user's event before, {@link Features#FIRST} for none
     * @param count the user's events, this one included
     */
    public void advance(
            final short[] states,
            final int at,
            final Event event,
            final long timeMs,
            final long sinceMs,
            final int count) {
        final float[] parameters = model.parameters;
        Embeddings.write(parameters, event.action, event.object, event.device, x, 0);
        Features.dense(timeMs, sinceMs, count, event.cost, x, 0);
        load(states, at);
        System.arraycopy(parameters, BIAS.offset(), given, 0, given.length);
        products.add(row, INPUT.in(parameters), givenRow);
        Arrays.fill(recalled, 0, 2 * HIDDEN, 0);
        System.arraycopy(parameters, CANDIDATE_BIAS.offset(), recalled, 2 * HIDDEN, HIDDEN);
        products.add(state, RECURRENT.in(parameters), recalledRow);
        for (int unit = 0; unit < HIDDEN; unit++) {
            final float reset = Activation.sigmoid(given[unit] + recalled[unit]);
            final float update = Activation.sigmoid(given[HIDDEN + unit] + recalled[HIDDEN + unit]);
            final float candidate =
                    Activation.tanh(Math.fma(reset, recalled[2 * HIDDEN + unit], given[2 * HIDDEN + unit]));
            final float next = Math.fma(update, h[unit] - candidate, candidate);
            states[at + unit] = (short) Math.rint(next * STATE_UNITS);
        }
    }

    private void load(final short[] states, final int at) {
        for (int unit = 0; unit < HIDDEN; unit++) {
            h[unit] = states[at + unit] * (1 / STATE_UNITS);
        }
    }

    /** Demand weights of a state, by time constant. */
    public void demand(final short[] states, final int at, final float[] out) {
        load(states, at);
        rates.forward(model.parameters, h, rate, 1);
        for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
            out[tau] = model.scale[tau] * PositiveLink.of(rate[tau]);
        }
    }

    /** Rates of the next event by bin of {@link HazardBins}, into an array of the package's own. */
    private void hazard(final short[] states, final int at) {
        load(states, at);
        rates.forward(model.parameters, h, rate, 1);
        for (int column = TimeConstants.COUNT; column < rate.length; column++) {
            rate[column] = model.scale[column] * PositiveLink.of(rate[column]);
        }
    }

    /**
     * Negative log-likelihood of silence from one moment to another, and of an event at its end where there was one.
     *
     * @param fromS seconds since the user's last event
     * @param toS the same, later
     * @param came whether the silence ended with an event
     */
    public double surprise(
            final short[] states, final int at, final double fromS, final double toS, final boolean came) {
        hazard(states, at);
        final double endS = came ? Math.max(HazardBins.LEAST_GAP_S, toS) : toS;
        final int last = HazardBins.of(endS);
        double sum = came ? -StrictMath.log(rate[TimeConstants.COUNT + last]) : 0;
        for (int bin = 0; bin <= last; bin++) {
            sum += rate[TimeConstants.COUNT + bin] * HazardBins.exposureS(bin, fromS, endS);
        }
        return sum;
    }

    /** Expected events in a stretch of each piece of {@link DueStretches}, as the user stays silent up to it. */
    public void due(final short[] states, final int at, final double[] out) {
        hazard(states, at);
        DueStretches.expected(rate, TimeConstants.COUNT, out);
    }

    /** Probability of each action to be the next; of actions never seen in training 0. */
    public void nextActions(final short[] states, final int at, final double[] out) {
        load(states, at);
        nextActions.forward(model.parameters, h, logit, 1);
        Softmax.of(logit, 0, model.actions);
        for (int action = 0; action < out.length; action++) {
            out[action] = action < model.actions ? logit[action] : 0;
        }
    }
}
