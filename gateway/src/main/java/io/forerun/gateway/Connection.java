package io.forerun.gateway;

import io.forerun.codec.RejectCode;
import io.forerun.core.Refusals;
import io.forerun.core.Reply;
import io.forerun.plan.Decision;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * What is to be sent to one client, gathered by the publish thread and written by the event loop. Bounded whatever the client
 * does: acknowledgements coalesce to the newest, decisions to the newest of each target, and answers to queries are counted.
 */
final class Connection {
    /** Answers that may wait for a client that does not read. */
    private static final int MAX_WAITING_REPLIES = 64;

    private final Channel channel;
    private final long session;
    private final EgressPublisher publisher;
    private final Runnable writer = this::write;
    private final int window;

    // Guarded by this; written by the publish thread, taken by the event loop.
    private final Queue<Reply.ToSession> replies = new ArrayDeque<>();
    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private final long[] refused = new long[Refusals.REASONS];
    private boolean ackDue;
    private boolean endOfInput;
    private long lastSequence;
    private long duplicates;
    private boolean following;
    private boolean scheduled;

    // Event loop only.
    private boolean welcomed;
    private long acknowledged;
    private boolean trustsGaps;
    private boolean ending;

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

    /** True where records up to a sequence are within the window; event loop only. */
    boolean hasCredit(final long sequence) {
        return sequence - acknowledged <= window;
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

    /** Notes a reply; a client that lets too many wait is cut off. Publish thread. */
    synchronized void reply(final Reply.ToSession reply) {
        if (replies.size() >= MAX_WAITING_REPLIES) {
            channel.eventLoop()
                    .execute(() -> reject(RejectCode.SLOW_READER, 0, "replies waiting=" + MAX_WAITING_REPLIES));
            return;
        }
        if (reply instanceof Reply.DecisionsAnswer answer && answer.follow()) {
            following = true;
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
        }
        channel.flush();
    }

    private void write(final Reply.ToSession reply) {
        switch (reply) {
            case Reply.Welcome welcome -> {
                welcomed = true;
                acknowledged = welcome.lastSequence();
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
            case Reply.UserAnswer answer ->
                channel.write(
                        answer.forecast() == null
                                ? publisher.reject(RejectCode.UNKNOWN_USER, answer.queryId(), "no profile of this user")
                                : publisher.userForecast(answer.queryId(), answer.forecast()),
                        channel.voidPromise());
            case Reply.DecisionsAnswer answer -> {
                answer.decisions()
                        .forEach(decision -> channel.write(publisher.decision(decision), channel.voidPromise()));
                if (!answer.follow()) {
                    channel.write(publisher.endOfReply(answer.queryId()), channel.voidPromise());
                }
            }
            case Reply.StatusAnswer answer ->
                channel.write(publisher.status(answer.queryId(), answer.status()), channel.voidPromise());
        }
    }

    /** Tells the client why and closes; event loop only. */
    void reject(final RejectCode code, final long sequence, final String text) {
        if (!ending) {
            ending = true;
            channel.writeAndFlush(publisher.reject(code, sequence, text)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
