package io.forerun.neural.training;

import io.forerun.neural.Features;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.ParameterGroup;
import io.forerun.neural.TrainingSpan;
import io.forerun.simd.Products;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Trains the cell and its heads by truncated back-propagation through time and Adam, over segments in random order. The newest
 * part of the data is held back; the parameters that did best on it win. Deterministic for a seed, whatever runs the shards.
 * Not thread safe.
 */
public final class Trainer {
    /** Runs tasks, side by side or one after another, and returns when all are done. */
    @FunctionalInterface
    public interface Workers {
        /** One after another on the caller's thread. */
        Workers NONE = tasks -> {
            for (final Runnable task : tasks) {
                task.run();
            }
        };

        /** Runs all; what one throws is thrown. */
        void run(Runnable[] tasks);
    }

    /**
     * State of the training after a pass.
     *
     * @param pass how many are done
     * @param passes how many there are at most
     * @param training losses while learning
     * @param validation losses on the part held back
     */
    public record Progress(int pass, int passes, Losses training, Losses validation) {}

    private static final float WARM_UP_STEPS = 50;
    private static final float CLIP = 1;

    /** The mean reaches over a tenth of the steps so far, and never over more than 200. */
    private static final float LATEST = 10;

    private static final float LEAST_SHARE = 1f / 200;

    private final EventSequences events;
    private final TimeWindow training;
    private final TimeWindow validation;
    private final TrainingConfig config;
    private final Workers workers;
    private final Segments segments;
    private final TrainingPass[] shards = new TrainingPass[TrainingConfig.SHARDS];
    private final Runnable[] tasks = new Runnable[TrainingConfig.SHARDS];
    private final Adam adam = new Adam(ParameterGroup.TOTAL);
    private final float[] gradient = new float[ParameterGroup.TOTAL];
    private final float[] parameters;

    /** Running mean of the parameters over the last steps: less noisy than any of them (Polyak and Juditsky 1992). */
    private final float[] averaged;

    private final float[] scale;
    private final int actions;

    /** Weights of the rhythms that the data are too short for: they stay 0. */
    private final int mutedFrom;

    private final int mutedTo;
    private boolean learns;
    private HeadsPass.Task task;
    private int steps;
    private int stepsInAll;

    /**
     * Prepares.
     *
     * @param events of whole users, in time order
     * @param training events and silence to learn from
     * @param validation the part held back, directly behind it
     */
    public Trainer(
            final EventSequences events,
            final TimeWindow training,
            final TimeWindow validation,
            final TrainingConfig config,
            final Workers workers) {
        this.events = events;
        this.training = training;
        this.validation = validation;
        this.config = config;
        this.workers = workers;
        actions = events.actions();
        segments = Segments.of(events, validation.toMs());
        scale = PooledRates.of(events, training, config.seed());
        parameters = InitialParameters.of(config.seed());
        PooledRates.actions(events, training, actions, parameters);
        final int rhythms = Features.unseenRhythms(training.toMs() - training.fromMs());
        mutedFrom = ParameterGroup.INPUT.offset() + rhythms * ParameterGroup.INPUT.columns;
        mutedTo = ParameterGroup.INPUT.offset() + Features.COST_AT * ParameterGroup.INPUT.columns;
        Arrays.fill(parameters, mutedFrom, mutedTo, 0);
        averaged = parameters.clone();
        for (int shard = 0; shard < shards.length; shard++) {
            final TrainingPass pass = new TrainingPass(config.rowsPerShard(), actions, Products.preferred());
            shards[shard] = pass;
            tasks[shard] = () -> pass.run(learns ? parameters : averaged, task, learns);
        }
    }

    /** What is known before any training: the rates of all users as one, and how frequent actions are. */
    public NeuralModel untrained() {
        final float[] pooled = parameters.clone();
        for (final ParameterGroup head : new ParameterGroup[] {ParameterGroup.RATES, ParameterGroup.NEXT_ACTION}) {
            Arrays.fill(pooled, head.offset(), head.offset() + ParameterGroup.HIDDEN * head.columns, 0);
        }
        return model(pooled);
    }

    private NeuralModel model(final float[] values) {
        return new NeuralModel(
                values,
                scale,
                actions,
                new TrainingSpan(training.fromMs(), validation.fromMs(), validation.toMs(), events.events()));
    }

    /** Trains to the end. */
    public NeuralModel run(final Consumer<Progress> progress) {
        final int[] order = segmentsBegunBefore(training.toMs());
        final int[][] rounds = ValidationRounds.of(events, segments, validation);
        stepsInAll = config.passes() * Math.max(1, rows(order) / (config.rowsPerShard() * shards.length));
        float[] best = parameters.clone();
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int pass = 0; pass < config.passes() && worse < config.patience(); pass++) {
            shuffle(order, pass);
            task = new HeadsPass.Task(events, training, scale, Mixer.mix(config.seed(), pass));
            learns = true;
            final Losses learned = new Losses();
            walk(order, learned);
            final Losses judged = judge(rounds);
            if (judged.total() < least) {
                least = judged.total();
                best = averaged.clone();
                worse = 0;
            } else {
                worse++;
            }
            progress.accept(new Progress(pass + 1, config.passes(), learned, judged));
        }
        return model(best);
    }

    /** Losses on the part held back. */
    private Losses judge(final int[][] rounds) {
        task = new HeadsPass.Task(events, validation, scale, config.seed());
        learns = false;
        final Losses losses = new Losses();
        for (final int[] round : rounds) {
            walk(round, losses);
        }
        return losses;
    }

    private int[] segmentsBegunBefore(final long timeMs) {
        final int[] found = new int[segments.size()];
        int count = 0;
        for (int segment = 0; segment < segments.size(); segment++) {
            if (events.timeMs()[segments.from(segment)] < timeMs) {
                found[count++] = segment;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int rows(final int[] order) {
        int rows = 0;
        for (final int segment : order) {
            rows += segments.length(segment);
        }
        return rows;
    }

    private void shuffle(final int[] order, final int pass) {
        final long seed = Mixer.mix(config.seed(), -1L - pass);
        for (int index = order.length - 1; index > 0; index--) {
            final int other = Mixer.below(Mixer.mix(seed, index), index + 1);
            final int kept = order[index];
            order[index] = order[other];
            order[other] = kept;
        }
    }

    private void walk(final int[] order, final Losses losses) {
        int next = 0;
        while (next < order.length) {
            for (final TrainingPass shard : shards) {
                shard.batch.clear();
                while (next < order.length && shard.batch.offer(order[next], segments)) {
                    next++;
                }
                shard.batch.pack(events, segments);
            }
            workers.run(tasks);
            for (final TrainingPass shard : shards) {
                shard.store(segments);
                losses.add(shard.losses);
            }
            if (learns) {
                learn();
            }
        }
    }

    private void learn() {
        long rows = 0;
        Arrays.fill(gradient, 0);
        for (final TrainingPass shard : shards) {
            rows += shard.losses.rows;
            for (int index = 0; index < gradient.length; index++) {
                gradient[index] += shard.gradient[index];
            }
        }
        Arrays.fill(gradient, mutedFrom, mutedTo, 0);
        double square = 0;
        for (final float slope : gradient) {
            square += (double) slope * slope;
        }
        final double norm = Math.sqrt(square) / rows;
        final float share = (float) (Math.min(1, CLIP / (norm + 1e-12)) / rows);
        steps++;
        final float warm = Math.min(1, steps / WARM_UP_STEPS);
        final float left = Math.max(0, 1 - (float) steps / stepsInAll);
        final float rate = config.rate() * warm * Math.max(.02f, left);
        adam.step(parameters, gradient, share, rate, rate * config.decay());
        final float newest = Math.max(LEAST_SHARE, LATEST / (LATEST + steps));
        for (int index = 0; index < averaged.length; index++) {
            averaged[index] = Math.fma(newest, parameters[index] - averaged[index], averaged[index]);
        }
    }
}
