package io.forerun.client;

import io.forerun.codec.AckDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** What the server has said about this client's records. The reading thread writes, the sending thread waits. */
final class AckState {
    private long acknowledged;
    private int window;
    private int waiting; // Threads that wait for the server's word.
    private long duplicates;
    private boolean endOfInput;
    private volatile LongConsumer listener = sequence -> {};
    private Throwable broken;
    private final Map<String, Long> refused = new TreeMap<>();
    private final Map<String, Long> refusedBefore = new TreeMap<>();
    private long duplicatesBefore;

    /** A new session begins where the server is; its own counts start at 0. */
    synchronized void welcome(final long lastSequence, final int newWindow) {
        refused.forEach((reason, count) -> refusedBefore.merge(reason, count, Long::sum));
        refused.clear();
        duplicatesBefore += duplicates;
        duplicates = 0;
        acknowledged = Math.max(acknowledged, lastSequence);
        window = newWindow;
        endOfInput = false;
        broken = null;
        notifyAll();
    }

    synchronized void onAck(final AckDecoder ack) {
        acknowledged = Math.max(acknowledged, ack.lastSequence());
        window = (int) ack.window();
        duplicates = ack.duplicates();
        endOfInput |= ack.endOfInput() == 1;
        for (final AckDecoder.RefusedDecoder reason : ack.refused()) {
            refused.put(reason.reason().name().toLowerCase(java.util.Locale.ROOT), reason.records());
        }
        notifyAll();
    }

    /** Who hears of acknowledgements. */
    void listen(final LongConsumer to) {
        listener = to;
    }

    /** Tells the listener how far the server has come; outside of the lock, so that a slow one holds up no sender. */
    void tell(final long lastSequence) {
        listener.accept(lastSequence);
    }

    /** The connection ended; what the server said last outweighs how the sockets felt it. */
    synchronized void onBroken(final Throwable cause) {
        if (!(broken instanceof ClientException)) {
            broken = cause;
        }
        notifyAll();
    }

    /** Last sequence that may be sent now; 0 where the connection broke. */
    synchronized long creditUntil(final int capacity) {
        return broken == null ? acknowledged + Math.min(window, capacity) : 0;
    }

    /** Waits until a sequence may be sent; false where the connection broke. */
    synchronized boolean awaitCredit(final long sequence, final int capacity) throws InterruptedException {
        while (broken == null && sequence - acknowledged > Math.min(window, capacity)) {
            waitForWord();
        }
        return broken == null;
    }

    /** Waits until everything up to a sequence is acknowledged; false where the connection broke. */
    synchronized boolean awaitAcknowledged(final long sequence) throws InterruptedException {
        while (broken == null && acknowledged < sequence) {
            waitForWord();
        }
        return acknowledged >= sequence;
    }

    /** Waits for the answer to EndOfInput; false where the connection broke. */
    synchronized boolean awaitEnd() throws InterruptedException {
        while (broken == null && !endOfInput) {
            waitForWord();
        }
        return endOfInput;
    }

    private void waitForWord() throws InterruptedException {
        waiting++;
        try {
            wait();
        } finally {
            waiting--;
        }
    }

    /** True while somebody waits for the server. */
    synchronized boolean isOwed() {
        return waiting > 0;
    }

    synchronized Throwable brokenBy() {
        return broken;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized SendSummary summary(final long sent) {
        final Map<String, Long> all = new TreeMap<>(refusedBefore);
        refused.forEach((reason, count) -> all.merge(reason, count, Long::sum));
        return new SendSummary(sent, acknowledged, duplicatesBefore + duplicates, all);
    }
}
