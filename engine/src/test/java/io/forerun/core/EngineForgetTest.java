package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user who is to be forgotten. */
class EngineForgetTest {
    private static final long USER = 3;

    private final Feed feed = new Feed();

    @AfterEach
    void close() {
        feed.close();
    }

    private void forget(final long user) {
        feed.engine.onForget(feed.engine.nowMs(), 1, 9, user, feed.out);
    }

    @Test
    void shouldKnowNothingOfTheUserAfterwards() {
        feed.hello(1).send(1, 1, 5, Feed.START_MS);
        forget(USER);
        final EngineStatus status = feed.out.last(Reply.StatusAnswer.class).status();
        assertEquals(4, status.users());
        assertEquals(1, status.forgotten());
        assertEquals(0, status.evicted());
        assertEquals(5, status.accepted(), "what happened stays in the sums");
        feed.engine.queries().user(1, 10, USER, feed.out);
        assertNull(feed.out.last(Reply.UserAnswer.class).forecast());
    }

    @Test
    void shouldSayThatThereIsNoSuchUser() {
        feed.hello(1).send(1, 1, 5, Feed.START_MS);
        final long before = feed.engine.stateHash();
        forget(99);
        assertNull(feed.out.last(Reply.UserAnswer.class).forecast());
        assertEquals(before, feed.engine.stateHash());
    }

    @Test
    void shouldBePartOfWhatIsReplayed() {
        try (Feed other = new Feed()) {
            feed.hello(1).send(1, 1, 5, Feed.START_MS);
            other.hello(1).send(1, 1, 5, Feed.START_MS);
            forget(USER);
            assertNotEquals(other.engine.learnedHash(), feed.engine.learnedHash());
            other.engine.onForget(other.engine.nowMs(), 1, 9, USER, other.out);
            assertEquals(other.engine.learnedHash(), feed.engine.learnedHash());
            assertEquals(other.engine.stateHash(), feed.engine.stateHash());
        }
    }
}
