package io.forerun.neural.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.DemandCurve;
import io.forerun.neural.Event;
import io.forerun.neural.Features;
import io.forerun.neural.Inference;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.TimeConstants;
import io.forerun.neural.TrainingSpan;
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
        final Event seen = new Event();
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
                sums[2 * KnownPopulation.device(user)] += share * expected;
                sums[2 * KnownPopulation.device(user) + 1] += share * known;
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
        assertArrayEquals(one.parameters(), other.parameters());
        assertArrayEquals(one.scale(), other.scale());
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

    @Test
    void shouldJudgeTheTrainedModelBetterThanTheRatesOfAll() {
        final EventSequences events = population(60, 5).events;
        final TrainingConfig config = new TrainingConfig(5, 3, 512, 6e-3f, 1e-2f, 3);
        final TimeWindow learned = new TimeWindow(START_MS, START_MS + 3 * DAY_MS);
        final TimeWindow heldBack = new TimeWindow(START_MS + 3 * DAY_MS, START_MS + 4 * DAY_MS);
        final Trainer trainer = new Trainer(events, learned, heldBack, config, Trainer.Workers.NONE);
        final Losses pooled = ModelJudgement.of(trainer.untrained(), events, VALIDATION, true);
        final NeuralModel model = trainer.run(pass -> {});
        final Losses warm = ModelJudgement.of(model, events, VALIDATION, true);
        final Losses cold = ModelJudgement.of(model, events, VALIDATION, false);
        assertTrue(warm.total() < pooled.total() - .1, () -> warm.total() + " against " + pooled.total());
        assertTrue(warm.demand() < pooled.demand() && warm.nextAction() < pooled.nextAction());
        assertTrue(warm.total() < cold.total(), "states help");
        assertEquals(pooled.events(), warm.events());
        assertEquals(warm.events(), cold.events(), "both are judged on the same");
        assertEquals(new TrainingSpan(START_MS, heldBack.fromMs(), heldBack.toMs(), events.events()), model.span());
    }

    /** The batched network of training and the one event after another of inference are one function. */
    @Test
    void shouldRunAsItWasTrained() {
        final EventSequences events = population(30, 6).events;
        final List<Trainer.Progress> progress = new ArrayList<>();
        final NeuralModel model = train(events, 1, Trainer.Workers.NONE, progress);
        final Inference inference = new Inference(model);
        final Event seen = new Event();
        final double[] next = new double[3];
        double time = 0;
        double action = 0;
        for (int user = 0; user < events.users(); user++) {
            final int first = events.firstEvent()[user];
            final int end = events.firstEvent()[user + 1];
            final short[] state = new short[Inference.STATES];
            for (int event = first; event < end; event++) {
                final long timeMs = events.timeMs()[event];
                seen.action = events.action(event);
                seen.device = events.device(event);
                inference.advance(
                        state,
                        0,
                        seen,
                        timeMs,
                        event == first ? Features.FIRST : timeMs - events.timeMs()[event - 1],
                        event - first + 1);
                final boolean isLast = event + 1 == end;
                final long nextMs = isLast ? VALIDATION.toMs() : events.timeMs()[event + 1];
                if (nextMs >= VALIDATION.fromMs()) {
                    final double fromS = Math.max(0, VALIDATION.fromMs() - timeMs) / 1e3;
                    time += inference.surprise(state, 0, fromS, (nextMs - timeMs) / 1e3, !isLast);
                }
                if (nextMs >= VALIDATION.fromMs() && !isLast) {
                    inference.nextActions(state, 0, next);
                    action -= Math.log(next[events.action(event + 1)]);
                }
            }
        }
        final Losses expected = progress.getFirst().validation();
        assertEquals(expected.hazard(), time / expected.events(), 2e-3);
        assertEquals(expected.nextAction(), action / expected.events(), 2e-3);
    }
}
