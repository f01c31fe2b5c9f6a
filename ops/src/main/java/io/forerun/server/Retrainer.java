package io.forerun.server;

import io.forerun.core.Reply;
import io.forerun.neural.ModelFormat;
import io.forerun.neural.ModelFormatException;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Sequencer;
import io.forerun.replay.ModelFile;
import io.forerun.replay.TrainingHealth;
import io.forerun.replay.TrainingOutcome;
import io.forerun.replay.TrainingProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains models of users in the background, from the journal, and lets the better one come into force:
 *
 * <pre>
 *   tick's table --> schedule --> process: journal --> challenger against champion --> file, durable --> records in the ring
 * </pre>
 *
 * <p>As an outlet it only looks at the time. Training is a process of its own that stands back behind all others and rests as
 * long as it works, so it takes half of a core at most. A model that cannot be used, or a journal too short, leaves the present model in force and is told in the log. Killed anywhere, the
 * champion's file is the old one or the new one, and the next start lets it come into force if the journal does not say so yet.
 */
public final class Retrainer implements Outlet, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retrainer.class);
    private static final long STOP_MS = 10_000;

    private final Path journal;
    private final RetrainSchedule schedule;
    private final TrainingProcess training;
    private final LinkedBlockingQueue<Long> due = new LinkedBlockingQueue<>(1);
    private final Thread thread = new Thread(this::run, "forerun-retrain");
    private volatile boolean hasModel;
    private volatile int activations;
    private TrainingHealth health; // Guarded by this.
    private Sequencer sequencer;

    /** For a journal; nothing runs yet. */
    public Retrainer(final Path journal, final RetrainConfig config) {
        this.journal = journal;
        schedule = new RetrainSchedule(config);
        training = new TrainingProcess(config.program());
        health = TrainingHealth.untried(schedule.isOn());
        thread.setDaemon(true);
    }

    /**
     * Starts the thread; before, the champion comes into force where the journal left another model in force, or none.
     *
     * @param inForce {@link ModelFormat#shortName} of the model that the journal left in force, 0 for none
     */
    public void start(final Sequencer way, final long inForce) {
        sequencer = way;
        hasModel = inForce != 0;
        try {
            final byte[] champion = ModelFile.bytes(ModelFile.of(journal));
            if (champion != null && ModelFormat.shortName(champion) != inForce) {
                activate(champion);
            }
        } catch (final IOException | ModelFormatException unusable) {
            fail(0, ModelFile.of(journal) + ": " + unusable.getMessage() + ": not used");
        }
        thread.start();
    }

    private void activate(final byte[] model) {
        sequencer.model(model);
        hasModel = true;
        activations++; // One thread at a time: the starting one, then the own.
    }

    /** Models that came into force through this since the start. */
    public int activations() {
        return activations;
    }

    /** How training goes; any thread. */
    public synchronized TrainingHealth health() {
        return health;
    }

    /** Warns of what is new: a damaged file is met at every training, and said once. */
    private synchronized void fail(final long atMs, final String why) {
        if (!why.equals(health.failure())) {
            LOG.warn("retrain: {}", why);
        }
        health = health.failed(atMs, why);
    }

    @Override
    public void reply(final Reply reply) {
        if (reply instanceof final Reply.TablePublished published) {
            final long atMs = published.table().atMs();
            if (schedule.isDue(atMs, hasModel, published.table().isDrifting(0))) {
                due.offer(atMs); // One that is running yet is enough.
            }
            nextIs(schedule.nextMs());
        }
    }

    private void run() {
        try {
            while (true) {
                retrain(due.take());
            }
        } catch (final InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void nextIs(final long nextMs) {
        health = health.withNext(nextMs);
    }

    private void retrain(final long atMs) throws InterruptedException {
        try {
            ModelFile.bytes(ModelFile.of(journal)); // One that cannot be used is said before work is done in vain.
            final TrainingOutcome outcome = training.run(journal, false);
            LOG.info(
                    "retrain: {} events, loss {} against {}: {}",
                    outcome.events(),
                    outcome.challenger(),
                    outcome.champion(),
                    outcome.isPromoted() ? "promoted" : "the present model stays");
            trained(atMs, outcome);
            if (outcome.isPromoted()) {
                activate(ModelFile.bytes(ModelFile.of(journal)));
            }
        } catch (final IllegalArgumentException tooLittle) { // The journal is too short yet.
            LOG.info("retrain: {}", tooLittle.getMessage());
            tooLittle(atMs, tooLittle.getMessage());
        } catch (final ModelFormatException unusable) {
            fail(atMs, ModelFile.of(journal) + ": " + unusable.getMessage() + ": not used");
        } catch (final IOException failed) {
            fail(atMs, failed.getMessage() + ": the present model stays");
        }
    }

    private synchronized void tooLittle(final long atMs, final String why) {
        health = health.failed(atMs, why);
    }

    private synchronized void trained(final long atMs, final TrainingOutcome outcome) {
        health = health.trained(atMs, outcome);
    }

    @Override
    public void close() {
        training.stop();
        thread.interrupt();
        try {
            thread.join(STOP_MS);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
