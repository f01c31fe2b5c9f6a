package io.forerun.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code /api/events}: server-sent events that say what is to be read anew. A watcher that does not read misses some. */
final class EventsApi {
    private static final int MOST_WATCHERS = 64;
    private static final int QUEUED = 16;
    private static final int HEARTBEAT_S = 15;

    private final Board board;
    private final AtomicInteger watchers = new AtomicInteger();
    private volatile boolean stopping;

    EventsApi(final Board board) {
        this.board = board;
    }

    void stop() {
        stopping = true;
    }

    void stream(final Call call) throws IOException, Refusal {
        if (watchers.incrementAndGet() > MOST_WATCHERS) {
            watchers.decrementAndGet();
            throw Refusal.busy("watchers=" + MOST_WATCHERS);
        }
        final BlockingQueue<String> changes = new ArrayBlockingQueue<>(QUEUED);
        final Board.Watcher watcher = changes::offer;
        board.watch(watcher);
        try {
            follow(call.stream("text/event-stream"), changes);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            board.unwatch(watcher);
            watchers.decrementAndGet();
        }
    }

    private void follow(final OutputStream out, final BlockingQueue<String> changes)
            throws IOException, InterruptedException {
        write(out, ": hello\n\n");
        while (!stopping) {
            final String change = changes.poll(HEARTBEAT_S, TimeUnit.SECONDS);
            write(out, change == null ? ": still here\n\n" : "event: " + change + "\ndata: {}\n\n");
        }
    }

    private static void write(final OutputStream out, final String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
