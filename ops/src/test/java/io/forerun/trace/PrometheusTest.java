package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.forerun.client.ActivityRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    private static final long FROM_MS = 1_700_000_040_000L;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/query_range", exchange -> {
            asked.add(exchange.getRequestURI().getQuery());
            final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ActivitySource open(final long toMs) throws TraceException {
        return Prometheus.open(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "sum(rate(x[1m]))", FROM_MS, toMs);
    }

    @Test
    void shouldPlayRatesAsRequests() throws TraceException {
        body = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"service\":\"web\",\"pod\":\"a\"},\"values\":[[1700000040,\"0.5\"],[1700000100,\"NaN\"],"
                + "[1700000160,\"0.1\"]]},"
                + "{\"metric\":{\"job\":\"batch\"},\"values\":[[1700000040.0,\"0.05\"]]}]}}";
        final Map<String, Integer> rowsByService = new TreeMap<>();
        try (ActivitySource source = open(FROM_MS + 180_000)) {
            final ActivityRow row = new ActivityRow();
            long before = 0;
            while (source.next(row)) {
                assertTrue(row.timestampMs >= before);
                before = row.timestampMs;
                rowsByService.merge(row.service, source.weight(), Integer::sum);
            }
        }
        assertEquals(Map.of("web", 36, "batch", 3), rowsByService);
        assertEquals("query=sum(rate(x[1m]))&start=1700000040&end=1700000220&step=60", asked.getFirst());
    }

    @Test
    void shouldAskForLongSpansInParts() throws TraceException {
        body = "{\"data\":{\"result\":[{\"metric\":{},\"values\":[[1700000040,\"1\"]]}]}}";
        open(FROM_MS + 30L * 86_400_000).close();
        assertEquals(5, asked.size());
        assertTrue(asked.get(1).contains("start=1700600040&"), asked.get(1));
    }

    @Test
    void shouldSayWhatTheServerSays() {
        status = 400;
        body = "{\"status\":\"error\",\"error\":\"parse error\"}";
        final TraceException refused = assertThrows(TraceException.class, () -> open(FROM_MS + 60_000));
        assertTrue(refused.getMessage().contains("answers 400"), refused.getMessage());
        assertTrue(refused.getMessage().contains("parse error"), refused.getMessage());
    }

    @Test
    void shouldSayThatThereIsNoSuchSeries() {
        body = "{\"data\":{\"result\":[]}}";
        final TraceException none = assertThrows(TraceException.class, () -> open(FROM_MS + 60_000));
        assertTrue(none.getMessage().contains("gave no series"), none.getMessage());
    }
}
