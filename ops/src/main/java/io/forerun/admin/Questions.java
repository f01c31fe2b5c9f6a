package io.forerun.admin;

import io.forerun.core.Engine;
import io.forerun.core.EngineStatus;
import io.forerun.core.Reply;
import io.forerun.core.UserForecast;
import io.forerun.pipeline.QueryEntry;
import io.forerun.pipeline.Sequencer;
import io.forerun.plan.Mode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Questions and switches that go through the ring, and their answers. Any thread asks; the publish thread answers. */
final class Questions {
    /** A session number that the gateway never gives. */
    static final long SESSION = 0;

    private static final long PATIENCE_MS = 5_000;
    private static final int MOST_OPEN = 64;

    private final Map<Long, CompletableFuture<Reply>> open = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong(1);
    private volatile Sequencer sequencer;

    void useWay(final Sequencer way) {
        sequencer = way;
    }

    /** The engine's status. */
    EngineStatus status() throws Refusal {
        final Reply answer = ask(id -> sequencer.query(new QueryEntry(SESSION, id, QueryEntry.Kind.STATUS, 0, false)));
        return ((Reply.StatusAnswer) answer).status();
    }

    /** A user's forecast; empty where there is no such profile. */
    Optional<UserForecast> user(final long userId) throws Refusal {
        final Reply answer =
                ask(id -> sequencer.query(new QueryEntry(SESSION, id, QueryEntry.Kind.USER, userId, false)));
        return Optional.ofNullable(((Reply.UserAnswer) answer).forecast());
    }

    /** Turns an operator's switch; journalled, and in force when this returns. */
    EngineStatus operate(final Engine.Command command, final Mode mode) throws Refusal {
        final Reply answer = ask(id -> {
            sequencer.operator(SESSION, id, command.ordinal(), mode.ordinal());
            return true;
        });
        return ((Reply.StatusAnswer) answer).status();
    }

    /** Has a user's profile erased; journalled, and gone when this returns. Empty where there is no such profile. */
    Optional<EngineStatus> forget(final long userId) throws Refusal {
        final Reply answer = ask(id -> {
            sequencer.forget(SESSION, id, userId);
            return true;
        });
        return answer instanceof final Reply.StatusAnswer gone ? Optional.of(gone.status()) : Optional.empty();
    }

    /** The publish thread found an answer. */
    void answer(final Reply.ToSession reply) {
        final long id = switch (reply) {
            case Reply.StatusAnswer answer -> answer.queryId();
            case Reply.UserAnswer answer -> answer.queryId();
            default -> -1;
        };
        final CompletableFuture<Reply> waiting = open.remove(id);
        if (waiting != null) {
            waiting.complete(reply);
        }
    }

    /** Puts a question into the ring. */
    private interface Way {
        boolean put(long queryId);
    }

    private Reply ask(final Way way) throws Refusal {
        if (sequencer == null || open.size() >= MOST_OPEN) {
            throw Refusal.busy(sequencer == null ? "the server is starting" : "questions open=" + MOST_OPEN);
        }
        final long id = nextId.getAndIncrement();
        final CompletableFuture<Reply> answer = new CompletableFuture<>();
        open.put(id, answer);
        try {
            if (!way.put(id)) {
                throw Refusal.busy("the ring is busy");
            }
            return answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusal.busy("the server stops");
        } catch (final ExecutionException | TimeoutException late) {
            throw Refusal.busy("no answer within " + PATIENCE_MS + " ms");
        } finally {
            open.remove(id);
        }
    }
}
