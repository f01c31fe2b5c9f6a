package io.forerun.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.RejectCode;
import io.forerun.journal.MemoryJournal;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the schema promises, seen by a client that knows nothing but the schema. */
class ForeignClientTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static RunningServer server;
    private static long nextStream = 1;

    private final long stream = nextStream++;

    @BeforeAll
    static void start() {
        server = RunningServer.eventTime(RunningServer.ANY_PORT.withWindow(2_000), new MemoryJournal());
        // All tests share one event time: it begins here, and no test goes more than an hour further.
        try (WireClient first = WireClient.welcomed(server.port(), 1, nextStream++)) {
            first.send(Wire.batch(1, 600, START_MS, 1_000));
            first.awaitAck(600);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private WireClient client() {
        return WireClient.welcomed(server.port(), 7, stream);
    }

    @Test
    void shouldWelcomeANewIdentityAtZero() {
        try (WireClient client = new WireClient(server.port())) {
            client.send(Wire.hello(7, stream));
            final WireClient.Message welcome = client.await(Wire.WELCOME);
            assertEquals(22, welcome.blockLength());
            assertNotEquals(0, welcome.body().getLong(0));
            assertEquals(0, welcome.body().getLong(8));
            assertEquals(2_000, welcome.body().getInt(16));
            assertEquals(1_364, welcome.body().getShort(20));
        }
    }

    @Test
    void shouldTakeNamesAndRecordsAndAcknowledgeThem() {
        try (WireClient client = client()) {
            client.send(Wire.dictionary(4, 1, "shop" + stream));
            client.send(Wire.dictionary(2, 1, "eu"));
            client.send(Wire.batch(1, 1_364, START_MS, 0));
            client.send(Wire.batch(1_365, 10, START_MS + 660_000, 0));
            final ByteBuffer ack = client.awaitAck(1_374).body();
            assertEquals(1_374, ack.getLong(0));
            assertEquals(2_000, ack.getInt(8));
            assertEquals(0, ack.getLong(12));
            assertEquals(0, ack.getShort(23), "refused");
            client.send(Wire.query(9, 0, 0, "shop" + stream + "/eu"));
            final WireClient.Message forecast = client.await(Wire.FORECAST);
            assertEquals(9, forecast.body().getLong(0));
            final int appended = 2; // The length of expected actions, of which a group has none.
            assertEquals(
                    "shop" + stream + "/eu", forecast.text(forecast.body().capacity() - appended - 2 - 7 - digits()));
        }
    }

    private int digits() {
        return Long.toString(stream).length();
    }

    @Test
    void shouldNameTheSequenceExpectedAfterAGapAndGoOn() {
        try (WireClient client = client()) {
            client.send(Wire.batch(1, 10, START_MS, 1));
            client.awaitAck(10);
            client.send(Wire.batch(21, 600, START_MS, 1)); // Several runs in the ring, one answer or more.
            final ByteBuffer reject = client.await(Wire.REJECT).body();
            assertEquals(RejectCode.GAP.value(), reject.get(0));
            assertEquals(11, reject.getLong(1));
            client.send(Wire.batch(11, 600, START_MS, 1));
            WireClient.Message message = client.read();
            while (message.template() == Wire.REJECT) { // The same gap, told once more.
                assertEquals(11, message.body().getLong(1));
                message = client.read();
            }
            while (message.body().getLong(0) < 610) {
                message = client.await(Wire.ACK);
            }
            assertEquals(0, message.body().getLong(12), "nothing of the batch behind the gap was taken");
        }
    }

    @Test
    void shouldTrimAndCountAnOverlap() {
        try (WireClient client = client()) {
            client.send(Wire.batch(1, 100, START_MS, 1));
            client.awaitAck(100);
            client.send(Wire.batch(51, 100, START_MS, 1));
            assertEquals(50, client.awaitAck(150).body().getLong(12));
        }
    }

    @Test
    void shouldCountRefusedRecordsThatConsumeTheirSequence() {
        final byte[] batch = Wire.frame(4, 9, frame -> {
            frame.putLong(1).put((byte) 0).putShort((short) Wire.RECORD_LENGTH).putShort((short) 4);
            Wire.record(frame, START_MS, 1, 0);
            Wire.record(frame, 5, 1, 0); // 1970
            Wire.record(frame, START_MS, 1, 9); // Reserved byte.
            Wire.record(frame, 6, 1, 0);
        });
        try (WireClient client = client()) {
            client.send(batch);
            final ByteBuffer ack = client.awaitAck(4).body();
            assertEquals(4, ack.getLong(0));
            assertEquals(2, ack.getShort(23));
            assertEquals(1, ack.get(25), "TIMESTAMP");
            assertEquals(2, ack.getLong(26));
            assertEquals(3, ack.get(34), "RESERVED");
            assertEquals(1, ack.getLong(35));
        }
    }

    @Test
    void shouldFenceTheOlderSessionOfAnIdentity() {
        try (WireClient older = client();
                WireClient newer = client()) {
            assertEquals(RejectCode.FENCED.value(), older.awaitReject());
            assertTrue(older.ends());
            newer.send(Wire.batch(1, 5, START_MS, 1));
            newer.awaitAck(5);
        }
    }

    @Test
    void shouldCloseOnExceededCredit() {
        try (WireClient client = client()) {
            // Far beyond the window whatever is acknowledged meanwhile.
            client.send(Wire.batch(1_990, 12, START_MS, 1));
            assertEquals(RejectCode.CREDIT.value(), client.awaitReject());
            assertTrue(client.ends());
        }
    }

    @Test
    void shouldAnswerTheEndOfInput() {
        try (WireClient client = client()) {
            client.send(Wire.batch(1, 300, START_MS, 1));
            client.send(Wire.endOfInput(300));
            ByteBuffer ack = client.await(Wire.ACK).body();
            while (ack.get(20) == 0) {
                ack = client.await(Wire.ACK).body();
            }
            assertEquals(300, ack.getLong(0));
        }
    }

    @Test
    void shouldAnswerAForecastOfTotal() {
        try (WireClient observer = WireClient.welcomed(server.port(), 8, 0)) {
            observer.send(Wire.query(5, 0, 0, "total"));
            final ByteBuffer forecast = observer.await(Wire.FORECAST).body();
            assertEquals(5, forecast.getLong(0));
            assertEquals(60_000, forecast.getInt(16));
            assertTrue(forecast.getLong(8) > START_MS);
            assertEquals(4, forecast.getShort(26), "curves");
            assertEquals(0, forecast.get(28), "requests come first");
            assertEquals(44, forecast.getShort(29));
            assertEquals(30, forecast.getShort(31), "steps");
            assertTrue(forecast.getFloat(33) > 0, "mean of step 1");
            for (int index = 0; index < 7; index++) {
                final int q = 33 + 12 + index * Float.BYTES;
                assertTrue(forecast.getFloat(q) <= forecast.getFloat(q + Float.BYTES), "quantiles rise");
            }
        }
    }

    @Test
    void shouldSayWhichGroupsThereAre() {
        try (WireClient observer = WireClient.welcomed(server.port(), 8, 0)) {
            observer.send(Wire.query(6, 0, 0, "nowhere/at-all"));
            final WireClient.Message reject = observer.await(Wire.REJECT);
            assertEquals(RejectCode.UNKNOWN_GROUP.value(), reject.code());
            assertEquals(6, reject.body().getLong(1));
            assertTrue(reject.text(9).contains("total"), reject.text(9));
            observer.send(Wire.query(7, 0, 0, "total"));
            observer.await(Wire.FORECAST);
        }
    }

    @Test
    void shouldAnswerAboutUsers() {
        try (WireClient observer = WireClient.welcomed(server.port(), 8, 0)) {
            observer.send(Wire.query(6, 1, 987_654_321, ""));
            assertEquals(RejectCode.UNKNOWN_USER.value(), observer.awaitReject());
            observer.send(Wire.query(7, 1, 77, ""));
            assertEquals(7, observer.await(Wire.FORECAST).body().getLong(0));
        }
    }

    @Test
    void shouldForgetAUserOnceAndForGood() {
        final byte[] batch = Wire.frame(4, 9, frame -> {
            frame.putLong(1).put((byte) 0).putShort((short) Wire.RECORD_LENGTH).putShort((short) 1);
            Wire.record(frame, START_MS, 4_711, 0);
        });
        try (WireClient client = client()) {
            client.send(batch);
            client.awaitAck(1);
            client.send(Wire.forget(8, 4_711));
            final WireClient.Message status = client.await(Wire.STATUS);
            assertEquals(8, status.body().getLong(0));
            assertEquals(1, status.body().getLong(78), "forgotten");
            client.send(Wire.query(9, 1, 4_711, ""));
            assertEquals(RejectCode.UNKNOWN_USER.value(), client.awaitReject());
            client.send(Wire.forget(10, 4_711));
            assertEquals(RejectCode.UNKNOWN_USER.value(), client.awaitReject());
        }
    }

    @Test
    void shouldTellItsStatus() {
        try (WireClient observer = WireClient.welcomed(server.port(), 8, 0)) {
            observer.send(Wire.operator(3, 0, 0));
            final WireClient.Message status = observer.await(Wire.STATUS);
            assertEquals(143, status.blockLength());
            assertEquals(3, status.body().getLong(0));
            assertTrue(status.body().getLong(8) >= START_MS);
            assertEquals(2, status.body().get(16), "FULL");
            assertTrue(status.body().getLong(18) >= 10, "users");
            assertTrue(status.body().getLong(30) >= 600, "accepted");
        }
    }

    @Test
    void shouldSendKeptDecisionsAndTheEndOfTheReply() {
        try (WireClient observer = WireClient.welcomed(server.port(), 8, 0)) {
            observer.send(Wire.subscribe(4, 0, false));
            WireClient.Message message = observer.read();
            int decisions = 0;
            while (message.template() == Wire.DECISION) {
                assertEquals(65, message.blockLength());
                assertTrue(message.body().getInt(21) >= 1, "nodes wanted");
                assertTrue(Float.isNaN(message.body().getFloat(61)), "nodes have no share in the mix");
                decisions++;
                message = observer.read();
            }
            assertEquals(Wire.END_OF_REPLY, message.template());
            assertEquals(4, message.body().getLong(0));
            assertTrue(decisions > 0);
        }
    }

    @Test
    void shouldKeepASessionAliveByHeartbeatsOfBothSides() {
        try (RunningServer impatient =
                        RunningServer.eventTime(RunningServer.ANY_PORT.withIdleTimeoutMs(900), new MemoryJournal());
                WireClient client = WireClient.welcomed(impatient.port(), 1, 1)) {
            for (int beat = 0; beat < 5; beat++) { // One each 300 ms: longer together than the server waits.
                assertEquals(Wire.HEARTBEAT, client.read().template());
                client.send(Wire.heartbeat(START_MS));
            }
            client.send(Wire.batch(1, 1, START_MS, 0));
            client.awaitAck(1);
        }
    }

    @Test
    void shouldResumeAtTheLastSequenceTaken() {
        try (WireClient client = client()) {
            client.send(Wire.batch(1, 42, START_MS, 1));
            client.awaitAck(42);
        }
        try (WireClient again = new WireClient(server.port())) {
            again.send(Wire.hello(7, stream));
            assertEquals(42, again.await(Wire.WELCOME).body().getLong(8));
            again.send(Wire.batch(43, 1, START_MS, 1));
            again.awaitAck(43);
        }
    }

    @Test
    void shouldSayWhenAStreamIsNotRemembered() {
        try (WireClient client = client()) {
            client.send(Wire.batch(1_000, 1, START_MS, 1));
            assertEquals(RejectCode.UNKNOWN_STREAM.value(), client.awaitReject());
            assertTrue(client.ends());
        }
    }
}
