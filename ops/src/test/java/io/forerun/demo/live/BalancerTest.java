package io.forerun.demo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final long LONG_AGO_NS = 5_000_000_000L;

    private final List<HttpServer> servers = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final Balancer balancer = new Balancer(latencies);

    /** A worker that answers with a status and counts how many it had at once. */
    private int worker(final int status, final AtomicInteger most, final AtomicInteger served) throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 32);
        final AtomicInteger now = new AtomicInteger();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/work", call -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            served.incrementAndGet();
            LockSupport.parkNanos(1_000_000);
            now.decrementAndGet();
            call.sendResponseHeaders(status, -1);
            call.close();
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private void served() {
        final long giveUpNs = System.nanoTime() + 20_000_000_000L;
        while (balancer.open() > 0) {
            assertTrue(System.nanoTime() < giveUpNs, "requests without an answer: " + balancer.open());
            LockSupport.parkNanos(1_000_000);
        }
    }

    @AfterEach
    void stop() {
        balancer.close();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void shouldGiveAWorkerOneRequestAtATime() throws IOException {
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger served = new AtomicInteger();
        balancer.serving(new TreeSet<>(Set.of(worker(200, most, served), worker(200, most, served))));
        for (int request = 0; request < 40; request++) {
            balancer.request(System.nanoTime(), request >= 10);
        }
        served();
        assertEquals(1, most.get());
        assertEquals(40, served.get());
        assertEquals(30, latencies.count(), "only what is measured");
    }

    @Test
    void shouldCountWhatARequestWaitedBeforeItWasSent() throws IOException {
        balancer.request(System.nanoTime() - LONG_AGO_NS, true);
        assertEquals(1, balancer.open(), "nobody serves yet");
        balancer.serving(new TreeSet<>(Set.of(worker(200, new AtomicInteger(), new AtomicInteger()))));
        served();
        assertEquals(1, latencies.slowerThan(4_999));
        assertTrue(latencies.quantileMs(0.5) >= 5_000, () -> "ms: " + latencies.quantileMs(0.5));
    }

    @Test
    void shouldGiveARequestToAnotherWhereAWorkerFails() throws IOException {
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger served = new AtomicInteger();
        final int bad = worker(503, new AtomicInteger(), failed);
        final int good = worker(200, new AtomicInteger(), served);
        balancer.serving(new TreeSet<>(Set.of(bad, good)));
        for (int request = 0; request < 10; request++) {
            balancer.request(System.nanoTime(), true);
        }
        served();
        assertEquals(10, served.get());
        assertEquals(1, failed.get(), "it is not asked again");
        assertEquals(1, balancer.workers());
    }
}
