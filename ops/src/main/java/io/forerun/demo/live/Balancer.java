package io.forerun.demo.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hands each request to a worker that has none, or lets it wait, first come first served. A request that a worker did not answer goes
 * to the next. Latency counts from the moment a request was to come, so waiting is never forgotten. Thread safe.
 */
final class Balancer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final Latencies latencies;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Map<Integer, Boolean> busy = new HashMap<>();
    private Set<Integer> serving = new TreeSet<>();
    private int open;

    /** A request on its way: when it was to come, and whether that is in the measured part. */
    private record Pending(long dueNs, boolean measured) {}

    Balancer(final Latencies latencies) {
        this.latencies = latencies;
    }

    /** A request that was to come at a time. */
    synchronized void request(final long dueNs, final boolean measured) {
        open++;
        waiting.addLast(new Pending(dueNs, measured));
        dispatch();
    }

    /** The workers that serve from here on. */
    synchronized void serving(final Set<Integer> ports) {
        serving = ports;
        dispatch();
    }

    synchronized int workers() {
        return serving.size();
    }

    /** Requests without an answer so far. */
    synchronized int open() {
        return open;
    }

    private void dispatch() {
        for (final int port : serving) {
            if (waiting.isEmpty()) {
                return;
            }
            if (busy.putIfAbsent(port, true) == null) {
                send(port, waiting.removeFirst());
            }
        }
    }

    private void send(final int port, final Pending pending) {
        final HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/work"))
                .timeout(TIMEOUT)
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) ->
                        done(port, pending, failure == null && answer.statusCode() == OK, System.nanoTime()));
    }

    private synchronized void done(final int port, final Pending pending, final boolean served, final long nowNs) {
        busy.remove(port);
        if (served) {
            open--;
            if (pending.measured()) {
                latencies.add(nowNs - pending.dueNs());
            }
        } else {
            serving.remove(port); // Until a probe finds it again.
            waiting.addFirst(pending);
        }
        dispatch();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
