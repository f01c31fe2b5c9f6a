package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each record once, in order, whatever clients do. */
class EngineSessionTest {
    private static final long START_MS = Feed.START_MS;

    private final Feed feed = new Feed();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void shouldWelcomeAClientWhereItLeftOff() {
        feed.hello(1);
        assertEquals(new Reply.Welcome(1, 0), feed.out.last(Reply.Welcome.class));
        feed.send(1, 1, 5, START_MS);
        feed.engine.onSessionClose(START_MS, 1);
        feed.hello(2);
        assertEquals(new Reply.Welcome(2, 5), feed.out.last(Reply.Welcome.class));
    }

    @Test
    void shouldTakeNothingOfABatchBehindAGap() {
        feed.hello(1).send(1, 1, 5, START_MS).send(1, 7, 3, START_MS);
        assertEquals(Rejection.GAP, feed.rejected().code());
        assertEquals(6, feed.rejected().expected());
        assertEquals(5, feed.engine.status().accepted());
        feed.send(1, 6, 3, START_MS);
        assertEquals(8, feed.acked().lastSequence());
    }

    @Test
    void shouldNotKnowAStreamThatBeginsInTheMiddle() {
        feed.hello(1).send(1, 2, 1, START_MS);
        assertEquals(Rejection.UNKNOWN_STREAM, feed.rejected().code());
        assertEquals(1, feed.rejected().expected());
        assertEquals(0, feed.engine.status().accepted());
    }

    @Test
    void shouldTrimWhatItHasAlready() {
        feed.hello(1).send(1, 1, 5, START_MS).send(1, 3, 5, START_MS);
        assertEquals(new RecordingEgress.Ack(1, 7, 3, List.of(0L, 0L, 0L, 0L), false), feed.acked());
        feed.send(1, 1, 7, START_MS);
        assertEquals(new RecordingEgress.Ack(1, 7, 10, List.of(0L, 0L, 0L, 0L), false), feed.acked());
        assertEquals(7, feed.engine.status().accepted());
        assertEquals(10, feed.engine.status().duplicates());
        assertEquals(7, feed.observed(0));
    }

    @Test
    void shouldLetARefusedRecordUseUpItsSequence() {
        feed.hello(1).begin(1, 1, 4);
        for (int item = 0; item < 4; item++) {
            feed.put(item, START_MS, item, 1);
        }
        feed.run.refusal[1] = Refusals.TIMESTAMP;
        feed.run.refusal[2] = Refusals.TIME_JUMP;
        feed.apply();
        assertEquals(new RecordingEgress.Ack(1, 4, 0, List.of(0L, 1L, 1L, 0L), false), feed.acked());
        assertEquals(2, feed.engine.status().accepted());
        assertEquals(2, feed.engine.status().refused());
        assertEquals(2, feed.engine.status().users());
    }

    @Test
    void shouldFenceTheOlderSessionOfAnIdentity() {
        feed.hello(1).send(1, 1, 2, START_MS).hello(2);
        assertEquals(1, feed.rejected().session());
        assertEquals(Rejection.FENCED, feed.rejected().code());
        assertEquals(new Reply.Welcome(2, 2), feed.out.last(Reply.Welcome.class));
        assertEquals(List.of(2L), feed.engine.openSessions());
        feed.send(1, 3, 1, START_MS);
        assertEquals(2, feed.out.all(Reply.Rejected.class).size());
        assertEquals(2, feed.engine.status().accepted());
        feed.engine.onSessionClose(
                START_MS, 1); // The fenced connection ends: nothing of the newer one may end with it.
        assertEquals(3, feed.send(2, 3, 1, START_MS).acked().lastSequence());
    }

    @Test
    void shouldLeaveOtherIdentitiesAlone() {
        feed.hello(1).hello(2, Feed.CLIENT + 1, START_MS);
        assertEquals(List.of(1L, 2L), feed.engine.openSessions());
        assertEquals(0, feed.out.all(Reply.Rejected.class).size());
        assertEquals(2, feed.engine.highestSession());
    }

    @Test
    void shouldRefuseAnIdentityMoreThanItRemembers() {
        feed.hello(1, 1, START_MS).hello(2, 2, START_MS).hello(3, 3, START_MS).hello(4, 4, START_MS);
        assertEquals(4, feed.rejected().session());
        assertEquals(Rejection.UNKNOWN_STREAM, feed.rejected().code());
        assertEquals(List.of(1L, 2L, 3L), feed.engine.openSessions());
    }

    @Test
    void shouldForgetTheStreamThatWasIdleLongest() {
        feed.hello(1, 1, START_MS).hello(2, 2, START_MS).hello(3, 3, START_MS).send(1, 1, 3, START_MS);
        feed.engine.onSessionClose(START_MS, 1);
        feed.engine.onSessionClose(START_MS + 1, 2);
        feed.hello(4, 4, START_MS + SessionTable.FORGET_AFTER_MS - 1);
        assertEquals(Rejection.UNKNOWN_STREAM, feed.rejected().code());
        feed.hello(5, 4, START_MS + SessionTable.FORGET_AFTER_MS);
        assertEquals(new Reply.Welcome(5, 0), feed.out.last(Reply.Welcome.class));
        feed.engine.onSessionClose(feed.engine.nowMs(), 5);
        feed.hello(6, 1, START_MS + SessionTable.FORGET_AFTER_MS + 1);
        assertEquals(new Reply.Welcome(6, 0), feed.out.last(Reply.Welcome.class), "forgotten: it starts anew");
    }

    @Test
    void shouldAnswerTheEndOfInput() {
        feed.hello(1).send(1, 1, 5, START_MS);
        feed.engine.onEndOfInput(START_MS, 1, feed.out);
        assertEquals(new RecordingEgress.Ack(1, 5, 0, List.of(0L, 0L, 0L, 0L), true), feed.acked());
        feed.engine.onEndOfInput(START_MS, 9, feed.out);
        assertEquals(2, feed.out.all(RecordingEgress.Ack.class).size(), "no such session");
    }

    @Test
    void shouldNotGoBackInTime() {
        feed.hello(1);
        final IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> feed.engine.onSessionClose(START_MS - 1, 1));
        assertTrue(refused.getMessage().contains("now=" + START_MS), refused.getMessage());
    }

    @Test
    void shouldNotLearnFromBatchesSessionsOrDuplicates() {
        try (Feed other = new Feed()) {
            feed.hello(1);
            other.hello(7);
            for (int item = 0; item < 60; item++) {
                feed.send(1, item + 1, 1, START_MS);
            }
            for (int item = 0; item < 60; item += 10) {
                other.begin(7 + item / 20, item + 1, 10);
                if (item % 20 == 0 && item > 0) {
                    other.hello(7 + item / 20);
                }
                for (int place = 0; place < 10; place++) {
                    other.put(place, START_MS, 0, 1);
                }
                other.apply().apply();
            }
            assertEquals(60, other.engine.status().duplicates());
            assertEquals(feed.engine.learnedHash(), other.engine.learnedHash());
            assertNotEquals(feed.engine.stateHash(), other.engine.stateHash());
            feed.tick(0);
            other.tick(0);
            assertEquals(feed.engine.learnedHash(), other.engine.learnedHash());
            other.send(9, 61, 1, START_MS);
            assertNotEquals(feed.engine.learnedHash(), other.engine.learnedHash());
        }
    }

    @Test
    void shouldHashWhoIsConnected() {
        feed.hello(1);
        final long before = feed.engine.stateHash();
        feed.engine.onSessionClose(START_MS, 1);
        assertNotEquals(before, feed.engine.stateHash());
    }
}
