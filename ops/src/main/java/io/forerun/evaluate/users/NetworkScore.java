package io.forerun.evaluate.users;

import io.forerun.neural.ActionMix;
import io.forerun.neural.DueStretches;
import io.forerun.neural.Event;
import io.forerun.neural.Features;
import io.forerun.neural.Inference;
import io.forerun.neural.TimeConstants;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a trained network over the events of all users, with frozen weights and running states, and scores it in the test: when
 * users come next, what they do next, how many come in all. By rows of {@link UserRows}.
 */
final class NetworkScore {
    private final UserTraining.Trained trained;
    private final Inference inference;
    private final Event event = new Event();
    private final ActionMix mix = new ActionMix();
    private final PromiseCheck check;
    private final PrewarmCheck prewarm = new PrewarmCheck();
    private final double[] due = new double[DueStretches.PIECES];
    private final double[] nextActions = new double[Features.ACTIONS];
    private final float[] weights = new float[TimeConstants.COUNT];
    private final float[] oldWeights = new float[TimeConstants.COUNT];
    private short[] states = new short[1_024 * Inference.STATES];
    private float[] excitement = new float[1_024];
    private double hawkesSum;
    private double modelSum;

    NetworkScore(final UserTraining.Trained trained, final long testFromMs, final long testToMs) {
        this.trained = trained;
        inference = new Inference(trained.model());
        check = new PromiseCheck(trained.model()::reach, testFromMs, testToMs);
    }

    /** Whether the model has not been trained on events of this time. */
    boolean isUnseen(final long timeMs) {
        return timeMs >= trained.heldBackMs();
    }

    /** Mixes what it expects of a user into what the chain expects, in place. */
    void mixActions(final int row, final double[] chain, final int actions) {
        inference.nextActions(states, row * Inference.STATES, nextActions);
        mix.mix(chain, nextActions, Math.min(actions, Features.ACTIONS - 1), chain);
    }

    /** The mixture learns what came. */
    void learnMix(final int action) {
        mix.learn(action);
    }

    /** An event of the test, or silence to its end; {@code rate} is the posterior's at the begin of the gap. */
    void score(
            final int row,
            final double shape,
            final double rate,
            final double knownS,
            final double gapS,
            final boolean came) {
        final HawkesGaps hawkes = trained.hawkes();
        final double excited = hawkes.decayed(excitement[row], knownS);
        hawkesSum += came
                ? hawkes.negativeLogDensity(shape, rate, excited, gapS)
                : hawkes.negativeLogSurvival(shape, rate, excited, gapS);
        if (knownS == 0) { // Of silence that the test only saw the end of, the histogram knows nothing.
            inference.due(states, row * Inference.STATES, due);
            prewarm.score(row, due, gapS, came);
        }
        modelSum += inference.surprise(states, row * Inference.STATES, knownS, knownS + gapS, came);
    }

    /**
     * Takes an event into a user's state.
     *
     * @param row the user's, which may be new
     * @param count the user's events, this one included
     * @param sinceMs time since the one before
     */
    void learn(final int row, final EventNumbers numbers, final float cost, final Moment moment) {
        if (row >= excitement.length) {
            excitement = Arrays.copyOf(excitement, Math.max(row + 1, 2 * excitement.length));
            states = Arrays.copyOf(states, excitement.length * Inference.STATES);
        }
        final int at = row * Inference.STATES;
        final boolean isFirst = moment.count == 1;
        if (!isFirst) {
            inference.demand(states, at, oldWeights);
        }
        UserEvents.fill(event, numbers, cost);
        final long sinceMs = moment.timeMs - moment.newestMs;
        inference.advance(states, at, event, moment.timeMs, isFirst ? Features.FIRST : sinceMs, moment.count);
        inference.demand(states, at, weights);
        check.add(moment.timeMs, moment.firstMs, isFirst ? null : oldWeights, moment.newestMs, weights);
        if (!isFirst) {
            prewarm.learn(row, Math.max(0, sinceMs) / 1e3);
        }
        excitement[row] = isFirst ? 1 : (float) trained.hawkes().excite(excitement[row], Math.max(0, sinceMs) / 1e3);
    }

    /** When an event comes in its user's life. */
    record Moment(long timeMs, long newestMs, long firstMs, int count) {}

    double hawkesSum() {
        return hawkesSum;
    }

    double modelSum() {
        return modelSum;
    }

    UserAccuracy.Prewarm prewarm() {
        return prewarm.found();
    }

    List<UserAccuracy.Promise> promises() {
        return List.of(check.found());
    }
}
