package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final long DAY_MS = 86_400_000;
    private static final TimeWindow TRAINING = new TimeWindow(START_MS, START_MS + 4 * DAY_MS);
    private static final TimeWindow VALIDATION = new TimeWindow(START_MS + 4 * DAY_MS, START_MS + 5 * DAY_MS);

    private static KnownPopulation population(final int users, final long seed) {
        return KnownPopulation.of(users, START_MS, START_MS + 5 * DAY_MS, new SplittableRandom(seed));
    }

    private static NeuralModel train(
            final EventSequences events,
            final int passes,
            final Trainer.Workers workers,
            final List<Trainer.Progress> progress) {
        final TrainingConfig config = new TrainingConfig(5, passes, 512, 6e-3f, 1e-2f, passes);
        return new Trainer(events, TRAINING, VALIDATION, config, workers).run(progress::add);
    }

    /** Sums of expectations at random moments of the last day: of the model, and of one who knows everything. */
    private static double[] sums(final KnownPopulation population, final NeuralModel model, final long horizonMs) {
        final EventSequences events = population.events;
        final SplittableRandom random = new SplittableRandom(9);
        final Inference inference = new Inference(model);
        final Inference.Event seen = new Inference.Event();
        final float[] weight = new float[TimeConstants.COUNT];
        final double[] sums = new double[8];
        for (int user = 0; user < events.users(); user++) {
            final short[] state = new short[Inference.STATES];
            final int first = events.firstEvent()[user];
            for (int event = first; event < events.firstEvent()[user + 1]; event++) {
                final long timeMs = events.timeMs()[event];
                seen.action = events.action(event);
                seen.device = events.device(event);
                final long sinceMs = event == first ? Features.FIRST : timeMs - events.timeMs()[event - 1];
                inference.advance(state, 0, seen, timeMs, sinceMs, event - first + 1);
                final long nextMs =
                        event + 1 < events.firstEvent()[user + 1] ? events.timeMs()[event + 1] : VALIDATION.toMs();
                final long fromMs = Math.max(timeMs, VALIDATION.fromMs());
                if (nextMs <= fromMs) {
                    continue;
                }
                final long nowMs = random.nextLong(fromMs, nextMs);
                inference.demand(state, 0, weight);
                double expected = 0;
                for (int tau = 0; tau < weight.length; tau++) {
                    final double tauMs = TimeConstants.tauMs(tau);
                    expected += weight[tau] * Math.exp(-(nowMs - timeMs) / tauMs) * model.reach(horizonMs, tau);
                }
                final double share = (double) (nextMs - fromMs) / DAY_MS;
                final double known = population.expected(user, nowMs, horizonMs);
                sums[2 * (user % 3)] += share * expected;
                sums[2 * (user % 3) + 1] += share * known;
                sums[6] += share * Math.abs(expected - known);
                sums[7] += share * known;
            }
        }
        return sums;
    }

    @Test
    void shouldRecoverAKnownIntensity() {
        final List<Trainer.Progress> progress = new ArrayList<>();
        final NeuralModel model = train(population(300, 1).events, 5, Trainer.Workers.NONE, progress);
        final KnownPopulation fresh = population(600, 2);
        for (int horizon = 0; horizon < DemandCurve.HORIZONS; horizon++) {
            final long horizonMs = DemandCurve.horizonMs(horizon);
            final double[] sums = sums(fresh, model, horizonMs);
            for (int device = 0; device < 3; device++) {
                assertEquals(1, sums[2 * device] / sums[2 * device + 1], .03, "device " + device + ", " + horizonMs);
            }
            // User by user there is noise; a pooled rate would be off by most of the demand.
            assertTrue(sums[6] / sums[7] < .1, () -> "mean error " + sums[6] / sums[7]);
        }
        assertTrue(progress.getLast().validation().total()
                < progress.getFirst().validation().total());
    }

    @Test
    void shouldGiveTheSameModelWhateverRunsTheShards() {
        final EventSequences events = population(60, 3).events;
        final Trainer.Workers backwards = tasks -> {
            for (int index = tasks.length - 1; index >= 0; index--) {
                tasks[index].run();
            }
        };
        final NeuralModel one = train(events, 2, Trainer.Workers.NONE, new ArrayList<>());
        final NeuralModel other = train(events, 2, backwards, new ArrayList<>());
        assertArrayEquals(one.parameters, other.parameters);
        assertArrayEquals(one.scale, other.scale);
    }

    @Test
    void shouldNotLearnFromThePartHeldBack() {
        final EventSequences events = population(60, 4).events;
        final byte[] otherActions = events.action().clone();
        for (int event = 0; event < otherActions.length; event++) {
            if (events.timeMs()[event] >= VALIDATION.fromMs()) {
                otherActions[event] = 0;
            }
        }
        final EventSequences changed = new EventSequences(
                events.firstEvent(), events.timeMs(), otherActions, events.object(), events.device(), events.cost());
        final List<Trainer.Progress> one = new ArrayList<>();
        final List<Trainer.Progress> other = new ArrayList<>();
        train(events, 2, Trainer.Workers.NONE, one);
        train(changed, 2, Trainer.Workers.NONE, other);
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(
                    one.get(pass).training().total(), other.get(pass).training().total());
        }
        assertTrue(one.getLast().validation().total()
                != other.getLast().validation().total());
    }
}
