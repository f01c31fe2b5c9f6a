package io.forerun.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.RejectCode;
import io.forerun.journal.MemoryJournal;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames that break the protocol: each is answered with its code, counted, and ends only its own connection. */
class BadInputTest {
    private static final short NEWER = 1_000;
    private static final long START_MS = 1_700_000_000_000L;
    private static RunningServer server;
    private static WireClient bystander;
    private static long bystanderSequence;
    private static long nextStream = 100;

    @BeforeAll
    static void start() {
        server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
        bystander = WireClient.welcomed(server.port(), 1, 1);
    }

    @AfterAll
    static void stop() {
        bystander.close();
        server.close();
    }

    /** Sends bytes on a welcomed connection. */
    private static void refused(final RejectCode code, final byte[] bytes) {
        try (WireClient client = WireClient.welcomed(server.port(), 2, nextStream++)) {
            refused(code, bytes, client);
        }
    }

    /** Sends bytes as the first ones of a connection. */
    private static void refusedAtOnce(final RejectCode code, final byte[] bytes) {
        try (WireClient client = new WireClient(server.port())) {
            refused(code, bytes, client);
        }
    }

    private static void refused(final RejectCode code, final byte[] bytes, final WireClient client) {
        final long before = server.gateway().rejects(code);
        client.send(bytes);
        final WireClient.Message reject = client.await(Wire.REJECT);
        assertEquals(code, RejectCode.get((short) reject.code()), reject.text(9));
        assertFalse(reject.text(9).isEmpty());
        assertTrue(client.ends());
        assertEquals(before + 1, server.gateway().rejects(code));
        bystander.send(Wire.batch(++bystanderSequence, 1, START_MS, 0));
        bystander.awaitAck(bystanderSequence);
        assertNull(server.failStop.failure());
    }

    private static byte[] patched(final byte[] frame, final int offset, final int value) {
        final byte[] copy = frame.clone();
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
        return copy;
    }

    private static byte[] announcing(final int length) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array();
    }

    @Test
    void shouldRefuseTwoGigabytesWithoutAllocating() {
        final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
        final EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast(ConnectionInitializer.frames());
        assertThrows(
                TooLongFrameException.class,
                () -> channel.writeInbound(Unpooled.wrappedBuffer(announcing(Integer.MAX_VALUE))));
        assertTrue(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory() < 1_024);
        channel.finishAndReleaseAll();
        refused(RejectCode.FRAME_LENGTH, announcing(Integer.MAX_VALUE));
        refused(RejectCode.FRAME_LENGTH, announcing(-1));
        refused(RejectCode.FRAME_LENGTH, announcing(65_533));
    }

    @Test
    void shouldRefuseALengthBelowAHeader() {
        refused(RejectCode.FRAME_LENGTH, announcing(7));
        refusedAtOnce(RejectCode.FRAME_LENGTH, announcing(0));
    }

    @Test
    void shouldRefuseAnotherProtocol() {
        refusedAtOnce(
                RejectCode.FRAME_LENGTH, "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        refusedAtOnce(RejectCode.SCHEMA, patched(Wire.hello(2, 2), 8, 4_711));
    }

    @Test
    void shouldRefuseVersionZeroAndServeANewerOne() {
        refusedAtOnce(RejectCode.VERSION, patched(Wire.hello(2, 2), 10, 0));
        refusedAtOnce(RejectCode.VERSION, patched(Wire.hello(2, 2), 12, 0));
        final byte[] newer = Wire.frame(1, 25, frame -> {
            frame.putShort(NEWER).putLong(2).putLong(nextStream++).putShort((short) 1);
            frame.put((byte) 0).putInt(0xABCD); // A field that nobody knows yet,
            Wire.text(frame, "");
            Wire.text(frame, "newer");
            Wire.text(frame, "and data behind what it knows.");
        });
        try (WireClient client = new WireClient(server.port())) {
            client.send(patched(newer, 10, NEWER));
            client.await(Wire.WELCOME);
        }
    }

    @Test
    void shouldRefuseMessagesThatAreNotForServers() {
        refused(RejectCode.TEMPLATE, Wire.frame(99, 0, frame -> {}));
        refused(RejectCode.TEMPLATE, Wire.frame(Wire.WELCOME, 22, frame -> frame.put(new byte[22])));
    }

    @Test
    void shouldRefuseATruncatedBody() {
        refused(RejectCode.MALFORMED, Wire.frame(Wire.HEARTBEAT, 8, frame -> frame.putInt(1)));
        refused(RejectCode.MALFORMED, Wire.frame(Wire.HEARTBEAT, 4, frame -> frame.putInt(1)));
        refused(RejectCode.MALFORMED, Wire.frame(4, 9, frame -> frame.putLong(1).put((byte) 0)));
    }

    @Test
    void shouldRefuseBytesBehindTheMessage() {
        refused(RejectCode.MALFORMED, Wire.frame(8, 8, frame -> frame.putLong(1).put((byte) 0)));
    }

    @Test
    void shouldRefuseAGroupThatExceedsItsFrame() {
        refused(RejectCode.MALFORMED, patched(Wire.batch(1, 3, START_MS, 1), 23, 100));
        refused(RejectCode.MALFORMED, patched(Wire.batch(1, 3, START_MS, 1), 23, 65_535));
        refused(RejectCode.MALFORMED, patched(Wire.batch(1, 3, START_MS, 1), 23, 0));
        refused(RejectCode.MALFORMED, patched(Wire.batch(1, 3, START_MS, 1), 21, 47));
        refused(RejectCode.MALFORMED, patched(Wire.dictionary(0, 1, "view"), 14, 9));
    }

    @Test
    void shouldRefuseTextThatExceedsItsFrame() {
        refusedAtOnce(RejectCode.MALFORMED, patched(Wire.hello(2, 2), 33, 60_000));
        refusedAtOnce(RejectCode.MALFORMED, patched(Wire.hello(2, 2), 33, 200));
        refused(RejectCode.MALFORMED, patched(Wire.query(1, 0, 0, "total"), 29, 6));
    }

    @Test
    void shouldRefuseValuesOutOfRange() {
        refused(RejectCode.MALFORMED, Wire.dictionary(5, 1, "kind"));
        refused(RejectCode.MALFORMED, Wire.dictionary(3, 256, "device"));
        refused(RejectCode.MALFORMED, Wire.dictionary(1, 1 << 24, "object"));
        refused(RejectCode.MALFORMED, Wire.dictionary(0, 1, ""));
        refused(RejectCode.MALFORMED, Wire.dictionary(0, 1, "x".repeat(257)));
        refused(RejectCode.MALFORMED, Wire.operator(1, 5, 0));
        refused(RejectCode.MALFORMED, Wire.operator(1, 1, 3));
        refused(RejectCode.MALFORMED, Wire.query(1, 2, 0, "total"));
        refused(RejectCode.MALFORMED, Wire.batch(0, 1, START_MS, 0));
        refusedAtOnce(RejectCode.MALFORMED, patched(Wire.hello(2, 2), 30, 10_001));
    }

    @Test
    void shouldRefuseSequencesNearTheEndOfTheirRange() {
        refused(RejectCode.CREDIT, Wire.batch(Long.MAX_VALUE - 255, 512, START_MS, 0));
        refused(RejectCode.CREDIT, Wire.batch(Long.MAX_VALUE, 1, START_MS, 0));
        refused(RejectCode.MALFORMED, Wire.batch(Long.MIN_VALUE, 1, START_MS, 0));
    }

    @Test
    void shouldDropWhatFollowsABadFrame() {
        final long stream = nextStream++;
        final byte[] bad = Wire.frame(99, 0, frame -> {});
        final byte[] batch = Wire.batch(1, 1, START_MS, 0);
        final byte[] both = ByteBuffer.allocate(bad.length + batch.length)
                .put(bad)
                .put(batch)
                .array();
        try (WireClient client = WireClient.welcomed(server.port(), 2, stream)) {
            refused(RejectCode.TEMPLATE, both, client);
        }
        try (WireClient again = new WireClient(server.port())) {
            again.send(Wire.hello(2, stream));
            assertEquals(0, again.await(Wire.WELCOME).body().getLong(8));
        }
    }

    @Test
    void shouldRefuseASecondHello() {
        refused(RejectCode.HELLO_EXPECTED, Wire.hello(2, 3));
    }

    @Test
    void shouldRefuseRecordsBeforeHello() {
        refusedAtOnce(RejectCode.HELLO_EXPECTED, Wire.batch(1, 1, START_MS, 0));
    }

    @Test
    void shouldRefuseRecordsBeforeWelcomeAndWhateverFollowsThem() {
        final Gateway deaf = EmbeddedSession.deafGateway(server);
        try (EmbeddedSession session = new EmbeddedSession(deaf, server)) {
            session.write(Wire.hello(2, nextStream++));
            final byte[] batch = Wire.batch(1, 1, START_MS, 0);
            final byte[] twice =
                    ByteBuffer.allocate(2 * batch.length).put(batch).put(batch).array();
            session.write(twice);
            final List<WireClient.Message> said = session.said();
            assertEquals(1, said.size());
            assertEquals(RejectCode.HELLO_EXPECTED.value(), said.get(0).code());
            assertFalse(session.channel.isActive());
        } finally {
            deaf.close();
        }
    }

    @Test
    void shouldTakeNothingButQuestionsOfAnObserver() {
        for (final byte[] frame :
                List.of(Wire.batch(1, 1, START_MS, 0), Wire.dictionary(0, 1, "view"), Wire.endOfInput(1))) {
            try (WireClient observer = WireClient.welcomed(server.port(), 2, 0)) {
                refused(RejectCode.HELLO_EXPECTED, frame, observer);
            }
        }
    }

    @Test
    void shouldShedQuestionsBeyondThoseThatMayBeOpen() {
        final Gateway deaf = EmbeddedSession.deafGateway(server);
        try (EmbeddedSession session = new EmbeddedSession(deaf, server)) {
            session.open(nextStream++);
            session.said();
            for (int question = 0; question < Connection.MAX_OPEN_QUESTIONS; question++) {
                session.write(Wire.operator(question, 0, 0));
            }
            assertEquals(0, session.said().size());
            session.write(Wire.query(1_000, 1, 5, ""));
            final List<WireClient.Message> said = session.said();
            assertEquals(RejectCode.OVERLOADED.value(), said.get(0).code());
            assertEquals(1_000, said.get(0).body().getLong(1));
            assertTrue(session.channel.isActive());
        } finally {
            deaf.close();
        }
    }
}
