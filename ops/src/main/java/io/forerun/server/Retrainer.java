package io.forerun.server;

import io.forerun.core.Reply;
import io.forerun.journal.JournalException;
import io.forerun.neural.ModelFormat;
import io.forerun.neural.ModelFormatException;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Sequencer;
import io.forerun.replay.ModelFile;
import io.forerun.replay.PacedWorkers;
import io.forerun.replay.Retraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains models of users in the background, from the journal, and lets the better one come into force:
 *
 * <pre>
 *   tick's table --> schedule --> thread: journal --> challenger against champion --> file, durable --> records in the ring
 * </pre>
 *
 * <p>As an outlet it only looks at the time. Its thread rests as long as it works, so it takes half of a core at most. A model
 * that cannot be used, or a journal too short, leaves the present model in force and is told in the log. Killed anywhere, the
 * champion's file is the old one or the new one, and the next start lets it come into force if the journal does not say so yet.
 */
public final class Retrainer implements Outlet, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retrainer.class);
    private static final long STOP_MS = 10_000;

    private final Path journal;
    private final RetrainSchedule schedule;
    private final LinkedBlockingQueue<Long> due = new LinkedBlockingQueue<>(1);
    private final Thread thread = new Thread(this::run, "forerun-retrain");
    private volatile boolean hasModel;
    private volatile int activations;
    private Sequencer sequencer;

    /** For a journal; nothing runs yet. */
    public Retrainer(final Path journal, final RetrainConfig config) {
        this.journal = journal;
        schedule = new RetrainSchedule(config);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
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
            LOG.warn("{}: {}: not used", ModelFile.of(journal), unusable.getMessage());
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

    @Override
    public void reply(final Reply reply) {
        if (reply instanceof final Reply.TablePublished published) {
            final long atMs = published.table().atMs();
            if (schedule.isDue(atMs, hasModel, published.table().isDrifting(0))) {
                due.offer(atMs); // One that is running yet is enough.
            }
        }
    }

    private void run() {
        try {
            while (true) {
                due.take();
                retrain();
            }
        } catch (final InterruptedException | CancellationException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void retrain() {
        try {
            final Retraining.Report report =
                    new Retraining(journal).with(new PacedWorkers()).run(false, pass -> {});
            LOG.info(
                    "retrain: {} events, loss {} against {}: {}",
                    report.events(),
                    report.challenger().total(),
                    report.champion().total(),
                    report.isPromoted() ? "promoted " + report.name() : "the present model stays");
            if (report.isPromoted()) {
                activate(ModelFile.bytes(ModelFile.of(journal)));
            }
        } catch (final IllegalArgumentException tooLittle) { // The journal is too short yet.
            LOG.info("retrain: {}", tooLittle.getMessage());
        } catch (final IOException | ModelFormatException | JournalException failed) {
            LOG.warn("retrain: {}: the present model stays", failed.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_MS);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
