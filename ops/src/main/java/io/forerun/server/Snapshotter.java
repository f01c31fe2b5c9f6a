package io.forerun.server;

import io.forerun.core.Reply;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalException;
import io.forerun.pipeline.Outlet;
import io.forerun.replay.BackgroundProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has snapshots taken in the background, and removes what they make unnecessary of the journal:
 *
 * <pre>
 *   tick's table --> due? --> process: snapshot before + records since --> snapshot, durable --> oldest files go
 * </pre>
 *
 * <p>The engine in service does not stand still for it: another one, in a process that takes only what would be idle, goes on from
 * the snapshot before. Where that fails, the snapshots and the journal stay as they were, and the log tells.
 */
public final class Snapshotter implements Outlet, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshotter.class);
    private static final long STOP_MS = 10_000;

    private final ChronicleJournal journal;
    private final Path directory;
    private final SnapshotConfig config;
    private final BackgroundProcess process;
    private final LinkedBlockingQueue<Long> due = new LinkedBlockingQueue<>(1);
    private final Thread thread = new Thread(this::run, "forerun-snapshot");
    private long lastMs = -1;

    /** For a journal that is open; nothing runs yet. */
    public Snapshotter(final ChronicleJournal journal, final Path directory, final SnapshotConfig config) {
        this.journal = journal;
        this.directory = directory;
        this.config = config;
        process = new BackgroundProcess(config.program());
        thread.setDaemon(true);
    }

    /** From here on. */
    public void start() {
        thread.start();
    }

    @Override
    public void reply(final Reply reply) {
        if (config.everyMs() > 0 && reply instanceof final Reply.TablePublished published) {
            final long atMs = published.table().atMs();
            lastMs = lastMs < 0 ? atMs : lastMs;
            if (atMs - lastMs >= config.everyMs()) {
                lastMs = atMs;
                due.offer(atMs); // One that is running yet is enough.
            }
        }
    }

    private void run() {
        try {
            while (true) {
                due.take();
                take();
            }
        } catch (final InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() throws InterruptedException {
        try {
            LOG.info("snapshot: {}", process.run("snapshot", "--journal", directory.toString()));
            retain();
        } catch (final IOException | IllegalArgumentException | JournalException failed) {
            LOG.warn("snapshot: {}", failed.getMessage());
        }
    }

    private void retain() {
        final List<Long> snapshots = journal.snapshots().sequences();
        if (config.keepBytes() > 0 && !snapshots.isEmpty()) {
            final long first = journal.firstSequence();
            final long kept = journal.retain(config.keepBytes(), snapshots.getLast());
            if (kept != first) {
                LOG.info("journal: records {} to {} removed, snapshots know them", first, kept - 1);
            }
        }
    }

    @Override
    public void close() {
        process.stop();
        thread.interrupt();
        try {
            thread.join(STOP_MS);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
