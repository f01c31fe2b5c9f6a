package io.forerun.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.Command;
import io.forerun.codec.OperatingMode;
import io.forerun.gateway.RunningServer;
import io.forerun.journal.MemoryJournal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ForerunClientTest {
    private static ClientConfig to(final int port) {
        return ClientConfig.of("127.0.0.1", port, "client", 3);
    }

    private static ActivityRow row(final long timestampMs) {
        final ActivityRow row = new ActivityRow();
        row.timestampMs = timestampMs;
        row.user = "someone";
        row.action = "view";
        return row;
    }

    @Test
    void shouldWaitForCreditWithoutKeepingBackWhatGrantsIt() throws IOException, InterruptedException {
        try (ScriptedServer server = new ScriptedServer()) {
            final AtomicReference<Throwable> failure = new AtomicReference<>();
            final Thread sending = new Thread(() -> {
                try (ForerunClient client = ForerunClient.connect(to(server.port()))) {
                    for (int item = 0; item < 25; item++) {
                        client.send(row(Rows.START_MS));
                    }
                    client.flush();
                } catch (final ClientException failed) {
                    failure.set(failed);
                }
            });
            sending.setDaemon(true);
            sending.start();
            server.welcome(0, 10);
            assertEquals(10, server.lastOfBatch());
            awaitWaiting(sending);
            assertFalse(server.hasMore());
            server.ack(4, 8);
            assertEquals(12, server.lastOfBatch());
            server.ack(12, 100);
            assertEquals(25 - 3, server.lastOfBatch()); // Ten at a time: its buffer is as the first window.
            server.ack(22, 100);
            assertEquals(25, server.lastOfBatch());
            sending.join(10_000);
            assertNull(failure.get());
        }
    }

    @Test
    void shouldTakeASilentServerForDeadOnlyWhileItIsWaitedFor() throws IOException, InterruptedException {
        try (ScriptedServer server = new ScriptedServer()) {
            final Thread silent = new Thread(() -> assertDoesNotThrow(() -> server.welcome(0, 10)));
            silent.start();
            try (ServerLink link = ServerLink.open(to(server.port()))) {
                silent.join();
                final AckState state = new AckState();
                state.welcome(0, 10);
                final Thread reading = new Thread(new AckReader(link, state, 1));
                reading.start();
                server.awaitHeartbeats(50);
                assertNull(state.brokenBy(), "nobody waits, so silence is peace");
                assertFalse(state.awaitAcknowledged(1), "waited for, silent: broken");
                assertTrue(state.brokenBy().getMessage().startsWith("the server is silent for"));
                reading.join();
            }
        }
    }

    private static void awaitWaiting(final Thread thread) {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.WAITING) {
            assertTrue(System.nanoTime() < deadline, "state=" + thread.getState());
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void shouldSendAWholeWindowAgainAfterACut() throws IOException, InterruptedException {
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        try (ScriptedServer server = new ScriptedServer()) {
            final Thread sending = new Thread(() -> {
                try (ForerunClient client = ForerunClient.connect(to(server.port()))) {
                    for (int item = 0; item < 11; item++) {
                        client.send(row(Rows.START_MS));
                    }
                } catch (final ClientException failed) {
                    failure.set(failed);
                }
            });
            sending.setDaemon(true);
            sending.start();
            server.welcome(0, 10);
            assertEquals(10, server.lastOfBatch());
            awaitWaiting(sending);
            server.cut();
            server.welcome(0, 10);
            assertEquals(10, server.lastOfBatch());
            server.ack(10, 10);
            sending.join(10_000);
            assertFalse(sending.isAlive());
            assertNull(failure.get());
        }
    }

    @Test
    void shouldGiveUpAfterItsPatience() {
        final RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
        try (ForerunClient client = ForerunClient.connect(to(server.port()).withReconnectMs(300))) {
            client.send(row(Rows.START_MS));
            final int port = server.port();
            server.close();
            final long start = System.nanoTime();
            final ClientException gone = assertThrows(ClientException.class, client::finish);
            assertTrue(
                    gone.getMessage().startsWith("server 127.0.0.1:" + port + " cannot be reached: "),
                    gone.getMessage());
            final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(tookMs >= 250 && tookMs < 5_000, "ms=" + tookMs);
            assertThrows(
                    ClientException.class,
                    () -> ForerunClient.connect(to(port).withReconnectMs(0)).close());
        }
    }

    @Test
    void shouldNotFightForItsIdentity() {
        try (RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
                ForerunClient older = ForerunClient.connect(to(server.port()));
                ForerunClient newer = ForerunClient.connect(to(server.port()))) {
            final ClientException fenced = assertThrows(ClientException.class, () -> {
                older.send(row(Rows.START_MS));
                older.finish();
            });
            assertTrue(fenced.getMessage().contains("FENCED"), fenced.getMessage());
            newer.send(row(Rows.START_MS));
            assertEquals(new SendSummary(1, 1, 0, Map.of()), newer.finish());
        }
    }

    @Test
    void shouldSendNamesOfAnyLengthAndMoreDevicesThanNumbers() {
        try (RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
                ForerunClient client = ForerunClient.connect(to(server.port()))) {
            final String longName = "ü".repeat(2_000);
            final ActivityRow row = row(Rows.START_MS);
            for (int item = 0; item < 600; item++) {
                row.device = "device" + item;
                row.object = "/" + longName + item;
                row.action = longName + "action" + item;
                row.service = longName + item % 2;
                client.send(row);
            }
            assertEquals(new SendSummary(600, 600, 0, Map.of()), client.finish());
            try (QueryClient query = QueryClient.connect("127.0.0.1", server.port(), "")) {
                assertEquals(
                        3,
                        query.command(Command.STATUS, OperatingMode.FORECAST_ONLY)
                                .groups(),
                        "total and two services whose names differ behind their 256th byte");
            }
        }
    }

    @Test
    void shouldCountRefusedRecordsByReason() {
        try (RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
                ForerunClient client = ForerunClient.connect(to(server.port()))) {
            client.send(row(Rows.START_MS));
            client.send(row(Rows.START_MS + 1));
            client.send(row(1));
            client.send(row(Rows.START_MS + 9_999_999));
            assertEquals(new SendSummary(4, 4, 0, Map.of("timestamp", 1L, "time_jump", 1L)), client.finish());
        }
    }

    @Test
    void shouldCarryRecordsAcrossAGapThatItsSourceConfirms() {
        try (RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
                ForerunClient client = ForerunClient.connect(to(server.port()))) {
            client.send(row(Rows.START_MS));
            final ActivityRow late = row(Rows.START_MS + 9_999_999);
            late.gapConfirmed = true;
            client.send(late);
            client.send(row(Rows.START_MS + 9_999_999));
            assertEquals(new SendSummary(3, 3, 0, Map.of()), client.finish());
        }
    }

    @Test
    void shouldRefuseTextsThatTheServerWouldNotTake() {
        final String tooLong = "ü".repeat(129);
        assertThrows(IllegalArgumentException.class, () -> ClientConfig.of("h", 1, tooLong, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> ClientConfig.of("h", 1, "n", 1).withToken(tooLong));
    }

    @Test
    void shouldSayWhatTheServerSaysOfAWrongToken() {
        try (RunningServer server = RunningServer.eventTime(
                RunningServer.ANY_PORT.withTokens(java.util.List.of("sesame")), new MemoryJournal())) {
            final ClientException refused = assertThrows(
                    ClientException.class,
                    () -> ForerunClient.connect(to(server.port()).withToken("guess"))
                            .close());
            assertTrue(refused.getMessage().contains("AUTHENTICATION"), refused.getMessage());
        }
    }
}
