package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.Inference;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.ParameterGroup;
import io.forerun.neural.RandomModel;
import io.forerun.neural.TimeConstants;
import io.forerun.profile.ProfileRows;
import io.forerun.simd.Kernels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is expected of single users while a model is in force, against the model asked of the user's state. */
class UserForecastModelTest {
    private static final int USERS = 20;
    private static final NeuralModel MODEL = model();

    /** Expects no less by a later time, as trained ones do. */
    private static NeuralModel model() {
        final NeuralModel random = RandomModel.of(5);
        final float[] parameters = random.parameters().clone();
        Arrays.fill(parameters, ParameterGroup.REACH.offset(), ParameterGroup.REACH.end(), 0);
        return new NeuralModel(parameters, random.scale(), random.actions(), random.span());
    }

    private static void live(final Learned learned) {
        final ActivityRun run = new ActivityRun();
        final Session session = new Session(1, new Stream(10, 20), 1);
        for (int round = 0; round < 30; round++) {
            run.begin(1, round * (long) USERS + 1, USERS);
            for (int user = 0; user < USERS; user++) {
                run.timestampMs[user] = Feed.START_MS + round * 40_000L + user * 900L;
                run.userId[user] = user;
                run.action[user] = 1 + (user + round) % 3;
            }
            learned.apply(run, 0, session, run.timestampMs[USERS - 1]);
        }
    }

    @Test
    void shouldExpectWhatTheModelExpects() {
        try (Learned learned = new Learned(Feed.CONFIG, Kernels.preferred())) {
            learned.activate(MODEL, 77);
            live(learned);
            final long nowMs = Feed.START_MS + 1_300_000;
            final UserForecaster forecaster = new UserForecaster(learned, new ObjectNames(), Feed.CONFIG.forecast());
            final Inference inference = new Inference(MODEL);
            final ProfileRows rows = learned.profiles().rows();
            final short[] state = new short[Inference.STATES];
            final float[] weight = new float[TimeConstants.COUNT];
            for (long user = 0; user < USERS; user++) {
                final long row = learned.profiles().find(user);
                rows.readState(row, state, 0);
                inference.demand(state, 0, weight);
                final UserForecast forecast = forecaster.forecast(user, nowMs);
                for (final int minutes : new int[] {5, 15, 30}) {
                    double expected = 0;
                    for (int tau = 0; tau < weight.length; tau++) {
                        final double silence = nowMs - rows.lastSeenMs(row);
                        expected += weight[tau]
                                * Math.exp(-silence / TimeConstants.tauMs(tau))
                                * MODEL.reach(minutes * 60_000L, tau);
                    }
                    assertTrue(expected > 0);
                    assertEquals(1, forecast.expectedEvents(minutes) / expected, .01, user + " in " + minutes);
                }
            }
        }
    }
}
