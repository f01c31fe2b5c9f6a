package io.forerun.evaluate.users;

import io.forerun.client.ActivityRow;
import io.forerun.client.XxHash64;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.training.EventSequences;
import io.forerun.neural.training.TimeWindow;
import io.forerun.neural.training.Trainer;
import io.forerun.neural.training.TrainingConfig;
import io.forerun.replay.TrainingEvents;
import io.forerun.replay.TrainingThreads;
import java.util.function.Consumer;

/** Trains the network, and fits what it is held against, on the rows before the test. One thread, and one more while training. */
public final class UserTraining {
    private static final int FEWEST = 2_000;
    private static final double TRAINED = .9;

    private final TrainingEvents events = new TrainingEvents();
    private final EventNumbers numbers = new EventNumbers();
    private final long testFromMs;
    private long firstMs = Long.MAX_VALUE;

    /**
     * What was found.
     *
     * @param model frozen
     * @param hawkes the reference
     * @param heldBackMs from here on the model has not seen the rows
     */
    public record Trained(NeuralModel model, HawkesGaps hawkes, long heldBackMs) {}

    /** Prepares for a test from a time on. */
    public UserTraining(final long testFromMs) {
        this.testFromMs = testFromMs;
    }

    /** The next row of the file; those of the test are left out. */
    public void add(final ActivityRow row) {
        numbers.read(row);
        if (row.timestampMs < testFromMs) {
            firstMs = Math.min(firstMs, row.timestampMs);
            events.add(
                    XxHash64.of(row.user),
                    row.timestampMs,
                    numbers.action(),
                    numbers.object(),
                    numbers.device(),
                    EventNumbers.cost(row));
        }
    }

    /** After the last row: null where there is too little to learn from. */
    public Trained run(final Consumer<Trainer.Progress> progress) {
        final long heldBackMs = events.size() < FEWEST ? 0 : events.timeOfShare(TRAINED);
        if (heldBackMs <= firstMs || heldBackMs >= testFromMs) {
            return null;
        }
        final EventSequences sequences = events.sequences();
        final HawkesGaps hawkes = HawkesGaps.fit(sequences, new TimeWindow(firstMs, testFromMs));
        try (TrainingThreads threads = new TrainingThreads()) {
            final Trainer trainer = new Trainer(
                    sequences,
                    new TimeWindow(firstMs, heldBackMs),
                    new TimeWindow(heldBackMs, testFromMs),
                    TrainingConfig.forEvents(events.size()),
                    threads);
            return new Trained(trainer.run(progress), hawkes, heldBackMs);
        }
    }
}
