package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.forerun.state.Digest;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SessionTableTest {
    private static final long MONTH_MS = SessionTable.FORGET_AFTER_MS;

    private final SessionTable table = new SessionTable(2);

    private long digest() {
        final Digest digest = new Digest();
        table.pass(digest);
        return digest.value();
    }

    @Test
    void shouldKnowAStreamByBothHalvesOfItsIdentity() {
        final Stream stream = table.stream(1, 2, 0);
        assertSame(stream, table.stream(1, 2, 5));
        final Stream other = table.stream(2, 1, 0);
        assertNotEquals(stream.clientId(), other.clientId());
        assertNull(table.stream(1, 3, 0), "full");
    }

    @Test
    void shouldFindOpenSessionsOnly() {
        final Session session = table.open(7, table.stream(1, 2, 0), 1, 0);
        assertSame(session, table.find(7));
        assertSame(session, session.stream().owner());
        assertEquals(List.of(7L), table.openIds());
        table.close(session, 5);
        assertNull(table.find(7));
        assertNull(session.stream().owner());
        assertEquals(5, session.stream().lastActiveMs());
        assertEquals(List.of(), table.openIds());
    }

    @Test
    void shouldNeverForgetAStreamThatIsOpen() {
        table.open(1, table.stream(1, 1, 0), 1, 0);
        table.open(2, table.stream(2, 2, 0), 1, 0);
        assertNull(table.stream(3, 3, 100 * MONTH_MS));
        table.close(table.find(2), MONTH_MS);
        assertNull(table.stream(3, 3, 2 * MONTH_MS - 1));
        assertNotNull(table.stream(3, 3, 2 * MONTH_MS));
        assertEquals(1, table.stream(1, 1, 0).owner().id());
    }

    @Test
    void shouldForgetOnlyWhenFull() {
        table.stream(1, 1, 0).advanceTo(9, 0);
        table.stream(2, 2, 50 * MONTH_MS).advanceTo(5, 50 * MONTH_MS);
        assertEquals(9, table.stream(1, 1, 50 * MONTH_MS).nextSequence());
        assertNotNull(table.stream(3, 3, 51 * MONTH_MS));
        assertEquals(5, table.stream(2, 2, 51 * MONTH_MS).nextSequence(), "the one idle longest went");
    }

    @Test
    void shouldObserveWhatConnectedClientsFeed() {
        assertEquals(new BitSet(), table.observedSeries());
        final Session first = table.open(1, table.stream(1, 1, 0), 1, 0);
        assertEquals(new BitSet(), table.observedSeries(), "connected, and nothing sent so far");
        first.stream().fedSeries().set(3);
        table.open(2, table.stream(2, 2, 0), 1, 0).stream().fedSeries().set(5);
        assertEquals(BitSet.valueOf(new long[] {0b101001}), table.observedSeries());
        table.close(first, 1);
        assertEquals(BitSet.valueOf(new long[] {0b100001}), table.observedSeries());
    }

    @Test
    void shouldDigestStreamsAndSessions() {
        final long empty = digest();
        final Stream stream = table.stream(1, 1, 0);
        final long known = digest();
        final Session session = table.open(1, stream, 1, 0);
        final long open = digest();
        session.addDuplicates(1);
        final long trimmed = digest();
        stream.fedSeries().set(1);
        assertEquals(
                5,
                LongStream.of(empty, known, open, trimmed, digest()).distinct().count());
    }
}
