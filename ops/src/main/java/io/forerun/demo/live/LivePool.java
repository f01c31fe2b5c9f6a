package io.forerun.demo.live;

import io.forerun.provision.process.ProcessConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The workers of one way to scale: found by asking their ports for their health, and counted from their start to their end. */
final class LivePool implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final long PROBE_NS = 200_000_000;
    private static final int MOST = 16;
    private static final int OK = 200;
    private static final double NS_PER_MINUTE = 60e9;

    private final ProcessConfig config;
    private final Latencies latencies = new Latencies();
    private final Balancer balancer = new Balancer(latencies);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Thread prober;
    private final long measuredFromNs;
    private volatile boolean stopped;
    private volatile double workerMinutes;
    private volatile int most;

    /** Begins to look for workers; counts them from a moment on. */
    LivePool(final String name, final LiveConfig live, final int firstPort, final long measuredFromNs) {
        this.measuredFromNs = measuredFromNs;
        final List<String> command = new ArrayList<>(live.worker());
        command.addAll(List.of("{port}", Integer.toString(live.serviceMs()), Integer.toString(live.warmUpMs())));
        config = new ProcessConfig(
                command,
                "http://127.0.0.1:{port}/health",
                "http://127.0.0.1:{port}/drain",
                firstPort,
                firstPort + MOST - 1,
                30_000,
                1_000,
                2_000,
                live.directory().resolve(name));
        prober = Thread.ofPlatform().daemon().name("forerun-live-" + name).start(this::probe);
    }

    ProcessConfig config() {
        return config;
    }

    Balancer balancer() {
        return balancer;
    }

    private void probe() {
        long lastNs = System.nanoTime();
        while (!stopped) {
            balancer.serving(healthy());
            final long nowNs = System.nanoTime();
            final int workers = processes();
            if (nowNs > measuredFromNs) {
                workerMinutes += workers * (nowNs - Math.max(lastNs, measuredFromNs)) / NS_PER_MINUTE;
                most = Math.max(most, workers);
            }
            lastNs = nowNs;
            LockSupport.parkNanos(PROBE_NS);
        }
    }

    private Set<Integer> healthy() {
        final Map<Integer, CompletableFuture<Boolean>> answers = new LinkedHashMap<>();
        for (int port = config.firstPort(); port <= config.lastPort(); port++) {
            final HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                    .timeout(TIMEOUT)
                    .build();
            answers.put(
                    port,
                    http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .handle((answer, failure) -> failure == null && answer.statusCode() == OK));
        }
        final Set<Integer> healthy = new TreeSet<>();
        answers.forEach((port, answer) -> {
            if (answer.join()) {
                healthy.add(port);
            }
        });
        return healthy;
    }

    /** Workers that run, warming up and draining ones included: each costs. */
    private int processes() {
        if (!Files.isDirectory(config.directory())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(config.directory())) {
            return (int) files.filter(file -> file.toString().endsWith(".run")).count();
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    PoolFigures figures(final String name, final int slowMs) {
        final Latencies measured = latencies.copy();
        return new PoolFigures(
                name,
                measured.count(),
                measured.slowerThan(slowMs),
                measured.quantileMs(0.5),
                measured.quantileMs(0.99),
                measured.quantileMs(1),
                workerMinutes,
                most);
    }

    /** Stops looking; the figures stay. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(prober);
        try {
            prober.join();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
        balancer.close();
    }
}
