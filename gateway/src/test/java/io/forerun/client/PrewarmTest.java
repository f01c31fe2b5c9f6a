package io.forerun.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.gateway.RunningServer;
import io.forerun.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Users who are due, from a server to a client that follows them. */
class PrewarmTest {
    private static final int WANTED = 20;

    private record Due(long user, long lengthMs, double probability, String group, String action, int objects) {}

    private static List<Due> follow(final RunningServer server) {
        final List<Due> heard = new ArrayList<>();
        try (QueryClient client = QueryClient.connect("127.0.0.1", server.port(), "")) {
            client.due(due -> {
                final int objects = due.nextObjects().count();
                due.sbeRewind();
                due.nextObjects().forEach(next -> next.objectName());
                heard.add(new Due(
                        due.userId(),
                        due.untilMs() - due.fromMs(),
                        due.probability(),
                        due.group(),
                        due.action(),
                        objects));
                return heard.size() < WANTED;
            });
        }
        return heard;
    }

    @Test
    void shouldFollowThoseWhoAreDue() throws Exception {
        try (RunningServer server = RunningServer.announcing(.5, new MemoryJournal());
                ForerunClient sender = ForerunClient.connect(ClientConfig.of("127.0.0.1", server.port(), "sender", 7));
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            server.activateEager();
            final CountDownLatch ended = new CountDownLatch(1);
            final Future<List<Due>> heard = reader.submit(() -> {
                try {
                    return follow(server);
                } finally {
                    ended.countDown();
                }
            });
            final Rows rows = new Rows(Integer.MAX_VALUE);
            while (ended.getCount() > 0) { // Until the reader, who may come late, has heard enough.
                rows.send(sender, 100);
            }
            final List<Due> due = heard.get();
            assertEquals(WANTED, due.size());
            for (final Due user : due) {
                assertEquals(26 * 3_600_000, user.lengthMs());
                assertTrue(user.probability() > .99);
                assertTrue(user.group().matches("service[0-2]/region[01]"), user.group());
                assertTrue(user.action().startsWith("action"), user.action());
                assertTrue(user.objects() <= 5);
            }
            sender.finish();
        }
    }

    @Test
    void shouldRefuseWhereNobodyIsAnnounced() {
        try (RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal())) {
            final ClientException refused = assertThrows(ClientException.class, () -> follow(server));
            assertTrue(refused.getMessage().startsWith("PREWARM_OFF: prewarm.probability=0"), refused.getMessage());
        }
    }
}
