package io.forerun.demo.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * One worker of the service: a process that warms up, then answers one request at a time. Arguments: port, time of a request, time
 * of the warm-up, in milliseconds. It ends with the demo, however that ended.
 */
public final class LiveWorker {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Semaphore busy = new Semaphore(1);
    private final int serviceMs;
    private final long readyNs;
    private volatile boolean draining;

    private LiveWorker(final int serviceMs, final int warmUpMs) {
        this.serviceMs = serviceMs;
        readyNs = System.nanoTime() + warmUpMs * 1_000_000L;
    }

    /** Runs until it is told to end. */
    public static void main(final String[] arguments) throws IOException {
        final LiveWorker worker = new LiveWorker(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        final InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        final HttpServer http = HttpServer.create(address, 64);
        http.setExecutor(Executors.newFixedThreadPool(4));
        http.createContext("/health", worker::health);
        http.createContext("/drain", worker::drain);
        http.createContext("/work", worker::work);
        http.start();
        ProcessHandle.current()
                .parent()
                .ifPresent(
                        demo -> demo.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
    }

    private void health(final HttpExchange call) throws IOException {
        answer(call, draining || System.nanoTime() < readyNs ? UNAVAILABLE : OK);
    }

    private void drain(final HttpExchange call) throws IOException {
        draining = true;
        answer(call, OK);
    }

    private void work(final HttpExchange call) throws IOException {
        busy.acquireUninterruptibly();
        try {
            Thread.sleep(serviceMs); // What a request waits for elsewhere: it takes the worker's time and no core's.
        } catch (final InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            busy.release();
        }
        answer(call, OK);
    }

    private static void answer(final HttpExchange call, final int status) throws IOException {
        try (call) {
            call.sendResponseHeaders(status, -1);
        }
    }
}
