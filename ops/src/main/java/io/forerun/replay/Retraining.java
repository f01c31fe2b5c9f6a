package io.forerun.replay;

import io.forerun.core.Engine;
import io.forerun.journal.ChronicleJournal;
import io.forerun.neural.ModelFormatException;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.training.EventSequences;
import io.forerun.neural.training.Losses;
import io.forerun.neural.training.ModelJudgement;
import io.forerun.neural.training.TimeWindow;
import io.forerun.neural.training.Trainer;
import io.forerun.neural.training.TrainingConfig;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.Start;
import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Trains a challenger on a journal and judges it beside the champion on the newest part, which neither has seen:
 *
 * <pre>
 *   |---------- learned ----------|-- held back --|-- judged --|
 *   begin                         80 %            90 %         end of the events
 * </pre>
 *
 * The champion keeps its states; the challenger starts from nothing, as it would live. Without a champion, the rates of all users
 * as one stand in for it. The caller's thread, and one more while training.
 */
public final class Retraining {
    private static final double LEARNED = .8;
    private static final double JUDGED = .9;
    private static final int FEWEST = 2_000;
    private static final int FEWEST_JUDGED = 200;

    /** A new champion may not be worse at what forecasts use, but for noise. */
    private static final double DEMAND_TOLERANCE = 1e-3;

    /**
     * What was found.
     *
     * @param events trained and judged on
     * @param users of these
     * @param judgedFromMs begin of the part that neither model has seen
     * @param judgedToMs its end
     * @param hasChampion whether there was a model before
     * @param champion its losses, or those of the pooled rates
     * @param challenger losses of the new model
     * @param isBetter whether the new model won
     * @param isPromoted whether it replaced the old one
     * @param name of the new champion's file contents, null where none was written
     */
    public record Report(
            long events,
            long users,
            long judgedFromMs,
            long judgedToMs,
            boolean hasChampion,
            Losses champion,
            Losses challenger,
            boolean isBetter,
            boolean isPromoted,
            String name) {}

    private final TrainingEvents events = new TrainingEvents();
    private final Path file;
    private final NeuralModel champion;
    private Trainer.Workers workers;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /**
     * Reads a journal and its champion.
     *
     * @throws ModelFormatException if there is a champion that cannot be used
     * @throws IllegalArgumentException if there is nothing in the journal
     */
    public Retraining(final Path journal) throws IOException, ModelFormatException {
        file = ModelFile.of(journal);
        champion = ModelFile.read(file);
        // Records are told whoever they are of: an engine without profiles costs no memory beside the server's.
        final JournalReplay replay = new JournalReplay(Kernels.preferred(), config -> config.withMaxUsers(1))
                .listen(this::collect)
                .run(ChronicleJournal.source(journal), Start.OLDEST);
        final Engine engine = replay.engine();
        if (engine == null) {
            throw new IllegalArgumentException("journal: value=" + journal + ", allowed=one with records in it");
        }
        engine.close();
    }

    private void collect(
            final long userId,
            final long seenMs,
            final int action,
            final int object,
            final int device,
            final float cpuUs) {
        firstMs = Math.min(firstMs, seenMs);
        lastMs = Math.max(lastMs, seenMs);
        events.add(userId, seenMs, action, object, device, cpuUs / 1e3f);
    }

    /** Trains by these workers instead of as many threads as help. */
    public Retraining with(final Trainer.Workers own) {
        workers = own;
        return this;
    }

    /**
     * Trains, judges, and promotes the better model unless {@code isDry}.
     *
     * @throws IllegalArgumentException if there are too few events, or too few that the champion has not seen
     * @throws IOException if the new champion cannot be written; the old one stays
     */
    public Report run(final boolean isDry, final Consumer<Trainer.Progress> progress) throws IOException {
        require("events", events.size(), FEWEST);
        final EventSequences sequences = events.sequences();
        final long judgedFromMs = Math.max(
                events.timeOfShare(JUDGED),
                champion == null ? Long.MIN_VALUE : champion.span().toMs());
        final TimeWindow judged = new TimeWindow(judgedFromMs, Math.max(judgedFromMs, lastMs) + 1);
        require("events that the champion has not seen", events.since(judgedFromMs), FEWEST_JUDGED);
        final long heldBackMs = events.timeOfShare(LEARNED);
        if (heldBackMs <= firstMs || heldBackMs >= judgedFromMs) {
            throw new IllegalArgumentException("journal: all events came at once, needed=a span of time");
        }
        try (TrainingThreads threads = new TrainingThreads()) {
            final Trainer trainer = new Trainer(
                    sequences,
                    new TimeWindow(firstMs, heldBackMs),
                    new TimeWindow(heldBackMs, judgedFromMs),
                    TrainingConfig.forEvents(sequences.events()),
                    workers == null ? threads : workers);
            final NeuralModel before = champion == null ? trainer.untrained() : champion;
            final NeuralModel challenger = trainer.run(progress);
            return judge(sequences, judged, before, challenger, isDry);
        }
    }

    private Report judge(
            final EventSequences sequences,
            final TimeWindow judged,
            final NeuralModel before,
            final NeuralModel challenger,
            final boolean isDry)
            throws IOException {
        final Losses old = ModelJudgement.of(before, sequences, judged, true);
        final Losses fresh = ModelJudgement.of(challenger, sequences, judged, false);
        final boolean isBetter = fresh.total() < old.total() && fresh.demand() <= old.demand() + DEMAND_TOLERANCE;
        final String name = isBetter && !isDry ? ModelFile.write(file, challenger) : null;
        return new Report(
                sequences.events(),
                sequences.users(),
                judged.fromMs(),
                judged.toMs(),
                champion != null,
                old,
                fresh,
                isBetter,
                name != null,
                name);
    }

    private static void require(final String what, final long value, final long least) {
        if (value < least) {
            throw new IllegalArgumentException("journal: " + what + "=" + value + ", needed=" + least);
        }
    }
}
