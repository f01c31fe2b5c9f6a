package io.forerun.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.Command;
import io.forerun.codec.OperatingMode;
import io.forerun.gateway.GatewayConfig;
import io.forerun.gateway.RunningServer;
import io.forerun.journal.MemoryJournal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever breaks between client and server, what the server learns is what it learns undisturbed, bit for bit. */
class ExactlyOnceTest {
    private static final int RECORDS = 12_000;
    private static final GatewayConfig NARROW = RunningServer.ANY_PORT.withWindow(2_000);
    private static Rows.Learned undisturbed;

    @BeforeAll
    static void runUndisturbed() {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningServer server = RunningServer.eventTime(NARROW, journal);
                ForerunClient client = ForerunClient.connect(to(server.port()))) {
            final SendSummary summary = new Rows(RECORDS).sendAll(client, item -> {});
            assertEquals(new SendSummary(RECORDS, RECORDS, 0, java.util.Map.of()), summary);
        }
        undisturbed = Rows.Learned.of(journal);
        assertEquals(RECORDS, undisturbed.accepted());
    }

    private static ClientConfig to(final int port) {
        return ClientConfig.of("127.0.0.1", port, "rows", 5);
    }

    @Test
    void shouldSendEachRecordOnceWhileTheServerRestarts() {
        final Restarts restarts = new Restarts();
        try (ForerunClient client = ForerunClient.connect(to(restarts.server.port()))) {
            final SendSummary summary = new Rows(RECORDS).sendAll(client, item -> {
                if (item % 3_001 == 3_000) {
                    restarts.restart();
                }
            });
            assertEquals(RECORDS, summary.sent());
            assertEquals(RECORDS, summary.acknowledged());
        } finally {
            restarts.server.close();
        }
        assertEquals(undisturbed, Rows.Learned.of(restarts.journal));
    }

    /** A server that comes back on its port with what its journal held. */
    private static final class Restarts {
        MemoryJournal journal = new MemoryJournal();
        RunningServer server = RunningServer.eventTime(NARROW, journal);

        void restart() {
            final int port = server.port();
            server.close();
            journal = journal.reopen();
            server = RunningServer.eventTime(NARROW.withPort(port), journal);
        }
    }

    @Test
    void shouldSendEachRecordOnceOverConnectionsThatBreakAnywhere() {
        for (int round = 0; round < 2; round++) {
            final SplittableRandom random = new SplittableRandom(round);
            final MemoryJournal journal = new MemoryJournal();
            try (RunningServer server = RunningServer.eventTime(NARROW, journal);
                    CuttingProxy proxy =
                            new CuttingProxy(server.port(), connection -> connection < 15 ? 1 + budget(random) : -1);
                    ForerunClient client = ForerunClient.connect(to(proxy.port()))) {
                final SendSummary summary = new Rows(RECORDS).sendAll(client, item -> {});
                assertEquals(RECORDS, summary.acknowledged());
                assertTrue(proxy.connections() > 15, "connections=" + proxy.connections());
            }
            assertEquals(undisturbed, Rows.Learned.of(journal), "round " + round);
        }
    }

    private static int budget(final SplittableRandom random) {
        return random.nextInt(5) == 0 ? random.nextInt(200) : random.nextInt(70_000);
    }

    @Test
    void shouldGoOnWithASourceThatIsReadAgain() {
        final MemoryJournal journal = new MemoryJournal();
        try (RunningServer server = RunningServer.eventTime(NARROW, journal)) {
            try (ForerunClient killed = ForerunClient.connect(to(server.port()))) {
                new Rows(RECORDS).sendUntil(killed, 9_999); // Closed without finish: some were only batched.
            }
            try (ForerunClient again = ForerunClient.connect(to(server.port()))) {
                assertTrue(again.lastSequence() > 0 && again.lastSequence() < 10_000);
                new Rows(RECORDS).sendUntil(again, RECORDS);
                assertEquals(RECORDS, again.finish().acknowledged());
            }
        }
        assertEquals(undisturbed, Rows.Learned.of(journal));
    }

    @Test
    void shouldNameGroupsAsBeforeAfterAReconnect() {
        try (RunningServer server = RunningServer.eventTime(NARROW, new MemoryJournal());
                CuttingProxy proxy = new CuttingProxy(server.port(), connection -> connection == 0 ? 300_000 : -1);
                ForerunClient client = ForerunClient.connect(to(proxy.port()))) {
            new Rows(12_000).sendAll(client, item -> {});
            assertEquals(2, proxy.connections());
            try (QueryClient query = QueryClient.connect("127.0.0.1", server.port(), "")) {
                assertEquals(
                        1 + 3 * 2,
                        query.command(Command.STATUS, OperatingMode.FORECAST_ONLY)
                                .groups());
                assertTrue(query.groupForecast("service2/region1")
                                .curves()
                                .next()
                                .steps()
                                .next()
                                .mean()
                        > 0);
                final ClientException unknown = assertThrows(ClientException.class, () -> query.groupForecast("1/1"));
                assertTrue(unknown.getMessage().startsWith("UNKNOWN_GROUP"), unknown.getMessage());
            }
        }
    }

    @Test
    void shouldNoticeThatTheServerLostAcknowledgedRecords() {
        final Restarts restarts = new Restarts();
        try (ForerunClient client = ForerunClient.connect(to(restarts.server.port()))) {
            new Rows(5_000).sendAll(client, item -> {});
            restarts.journal = new MemoryJournal();
            restarts.restart();
            final ClientException lost =
                    assertThrows(ClientException.class, () -> new Rows(5_000).sendAll(client, item -> {}));
            assertTrue(
                    lost.getMessage().contains("lost acknowledged records: acknowledged=5000, server's last=0"),
                    lost.getMessage());
        } finally {
            restarts.server.close();
        }
    }
}
