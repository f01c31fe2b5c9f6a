package io.forerun.gateway;

import io.forerun.codec.RejectCode;
import io.forerun.core.Refusals;
import io.forerun.core.Reply;
import io.forerun.plan.Decision;
import io.forerun.prewarm.UserDue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * What is to be sent to one client, gathered by the publish thread and written by the event loop. Bounded whatever the client
 * does: acknowledgements and gaps coalesce to the newest, decisions to the newest of each target, users who are due are left out
 * where there are too many ({@link DueOutbox}), and no more questions are taken than {@link #MAX_OPEN_QUESTIONS}.
 */
final class Connection {
    /** Questions to the engine that may be unanswered at a time; more are shed. */
    static final int MAX_OPEN_QUESTIONS = 64;

    /** Time for a client to read the last word; a close on bytes that nobody read would reset the connection before. */
    private static final long LINGER_MS = 1_000;

    private final Channel channel;
    private final long session;
    private final EgressPublisher publisher;
    private final Runnable writer = this::write;
    private final int window;

    // Guarded by this; written by the publish thread, taken by the event loop.
    private final Queue<Reply.ToSession> replies = new ArrayDeque<>();
    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private final long[] refused = new long[Refusals.REASONS];
    private Reply.Rejected rejected;
    private boolean ackDue;
    private boolean endOfInput;
    private long lastSequence;
    private long duplicates;
    private boolean following;
    private boolean scheduled;
    private DueOutbox due;

    // Event loop only.
    private boolean welcomed;
    private long acknowledged;
    private long expected;
    private boolean trustsGaps;
    private boolean ending;
    private int openQuestions;
    private final UserDue announced = new UserDue();

    Connection(final Channel channel, final long session, final EgressPublisher publisher, final int window) {
        this.channel = channel;
        this.session = session;
        this.publisher = publisher;
        this.window = window;
    }

    long session() {
        return session;
    }

    Channel channel() {
        return channel;
    }

    /** True once the client was told where to go on; event loop only. */
    boolean welcomed() {
        return welcomed;
    }

    /** The client vouches for its jumps in time; event loop only. */
    void trustGaps(final boolean trusted) {
        trustsGaps = trusted;
    }

    boolean trustsGaps() {
        return trustsGaps;
    }

    /** True where all records of a batch are within the window, which holds any batch; event loop only. */
    boolean hasCredit(final long firstSequence, final int count) {
        return firstSequence - 1 - acknowledged <= window - count;
    }

    /** Sequence of the next record that is not yet in the ring; event loop only. */
    long expected() {
        return expected;
    }

    /** Notes that records up to a sequence went into the ring; event loop only. */
    void passedOn(final long sequence) {
        expected = Math.max(expected, sequence + 1);
    }

    /** True once the last word was said: nothing that comes in counts any more; event loop only. */
    boolean ending() {
        return ending;
    }

    /** True where the engine may be asked one more question; event loop only. */
    boolean mayAsk() {
        return openQuestions < MAX_OPEN_QUESTIONS;
    }

    /** Notes that the engine was asked; event loop only. */
    void asked() {
        openQuestions++;
    }

    /** Notes an acknowledgement; true where the connection must be flushed. Publish thread. */
    synchronized boolean ack(
            final long sequence, final long trimmed, final long[] refusedByReason, final boolean atEndOfInput) {
        lastSequence = sequence;
        duplicates = trimmed;
        System.arraycopy(refusedByReason, 0, refused, 0, refused.length);
        endOfInput |= atEndOfInput;
        final boolean first = !ackDue;
        ackDue = true;
        return first;
    }

    /** Notes a reply. Publish thread. */
    synchronized void reply(final Reply.ToSession reply) {
        if (reply instanceof Reply.Rejected newest) {
            rejected = newest; // One batch may be refused in several runs, and many batches behind one gap.
            return;
        }
        if (reply instanceof Reply.DecisionsAnswer answer && answer.follow()) {
            following = true;
        }
        if (reply instanceof Reply.PrewarmAnswer && due == null) {
            due = new DueOutbox();
        }
        replies.add(reply);
    }

    /** Notes decisions if this client follows them; true where there is something to flush. Publish thread. */
    synchronized boolean decisions(final Iterable<Decision> made) {
        if (following) {
            made.forEach(decision -> decisions.put(decision.target(), decision));
        }
        return following;
    }

    /** Notes a user who is due, if there is room. Publish thread. */
    synchronized DueOutbox.Taken due(final UserDue user) {
        return due.add(user);
    }

    /** Has the event loop write what is due; any thread. */
    void flush() {
        synchronized (this) {
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        channel.eventLoop().execute(writer);
    }

    /** Writes what is due, as far as the client reads; event loop only. */
    void write() {
        synchronized (this) {
            scheduled = false;
            if (ending || !channel.isActive() || !channel.isWritable()) {
                return; // The writability event comes back here.
            }
            Reply.ToSession reply = replies.poll();
            while (reply != null) {
                write(reply);
                reply = replies.poll();
            }
            if (rejected != null) {
                write(rejected);
                rejected = null;
            }
            if (ackDue && welcomed) {
                channel.write(
                        publisher.ack(lastSequence, window, duplicates, endOfInput, refused), channel.voidPromise());
                acknowledged = Math.max(acknowledged, lastSequence);
                ackDue = false;
                endOfInput = false;
            }
            for (final Decision decision : decisions.values()) {
                channel.write(publisher.decision(decision), channel.voidPromise());
            }
            decisions.clear();
            while (due != null && channel.isWritable() && due.poll(announced)) {
                channel.write(publisher.userDue(announced, due.dropped()), channel.voidPromise());
            }
        }
        channel.flush();
    }

    private void write(final Reply.ToSession reply) {
        switch (reply) {
            case Reply.Welcome welcome -> {
                welcomed = true;
                acknowledged = welcome.lastSequence();
                expected = acknowledged + 1;
                channel.write(publisher.welcome(session, welcome.lastSequence(), window), channel.voidPromise());
            }
            case Reply.Rejected rejected -> {
                final RejectCode code = EgressPublisher.code(rejected.code());
                if (code == RejectCode.GAP) {
                    channel.write(publisher.reject(code, rejected.expected(), rejected.text()), channel.voidPromise());
                } else {
                    reject(code, rejected.expected(), rejected.text());
                }
            }
            case Reply.UserAnswer answer -> {
                openQuestions--;
                channel.write(
                        answer.forecast() == null
                                ? publisher.reject(RejectCode.UNKNOWN_USER, answer.queryId(), "no profile of this user")
                                : publisher.userForecast(answer.queryId(), answer.forecast()),
                        channel.voidPromise());
            }
            case Reply.DecisionsAnswer answer -> {
                openQuestions--;
                answer.decisions()
                        .forEach(decision -> channel.write(publisher.decision(decision), channel.voidPromise()));
                if (!answer.follow()) {
                    channel.write(publisher.endOfReply(answer.queryId()), channel.voidPromise());
                }
            }
            case Reply.PrewarmAnswer answer -> {
                openQuestions--;
                if (answer.probability() == 0) {
                    final String text = "prewarm.probability=0, needed=more in the server's configuration";
                    channel.write(
                            publisher.reject(RejectCode.PREWARM_OFF, answer.queryId(), text), channel.voidPromise());
                }
            }
            case Reply.StatusAnswer answer -> {
                openQuestions--;
                channel.write(publisher.status(answer.queryId(), answer.status()), channel.voidPromise());
            }
        }
    }

    /** Tells the client why and closes; event loop only. */
    void reject(final RejectCode code, final long sequence, final String text) {
        if (!ending) {
            ending = true;
            end(channel, publisher.reject(code, sequence, text));
        }
    }

    /** Sends the last word and closes, at the latest when the client had time to read it; event loop only. */
    static void end(final Channel channel, final ByteBuf lastWord) {
        channel.config().setAutoRead(true); // What still comes in is dropped, and the client's own close noticed.
        channel.writeAndFlush(lastWord).addListener(said -> {
            if (said.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        });
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
    }
}
