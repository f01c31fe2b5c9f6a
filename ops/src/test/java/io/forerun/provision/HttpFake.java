package io.forerun.provision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.forerun.provision.control.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A provider over HTTP that is not one. It counts at the socket what would change something, refuses when told to, and where our
 * process shall end between two calls it answers no more, as far as that process can see.
 */
public abstract class HttpFake implements Rig {
    private final List<String> changes = new ArrayList<>();
    private HttpServer http;
    private Steps steps = () -> {};
    private ProvisionError error;
    private boolean gone;
    private int started;

    /** What is answered. */
    public record Answer(int status, String type, String body) {}

    /** What was asked. */
    public record Asked(HttpExchange exchange, String method, String path, String body) {}

    /** Where it listens, from the first question on. */
    protected final synchronized String url() {
        if (http == null) {
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 32);
            } catch (final IOException taken) {
                throw new UncheckedIOException(taken);
            }
            http.createContext("/", this::handle);
            http.start();
        }
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Whether a call would change something. */
    protected abstract boolean changes(Asked asked);

    /** The answer; changes what the call asks to change. */
    protected abstract Answer answer(Asked asked) throws IOException;

    /** The answer to everything that would change something. */
    protected abstract Answer refusal(ProvisionError why);

    private synchronized void handle(final HttpExchange exchange) throws IOException {
        try (exchange) {
            final Asked asked = new Asked(
                    exchange,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (passes()) {
                final boolean changing = changes(asked);
                if (changing && error != null) {
                    send(exchange, refusal(error));
                    return;
                }
                if (changing) {
                    changes.add(asked.method() + " " + asked.path());
                }
                final int before = present();
                final Answer answer = answer(asked);
                started += Math.max(0, present() - before);
                if (passes()) {
                    send(exchange, answer);
                }
            }
        }
    }

    /** Whether our process still lives behind the next step. */
    private boolean passes() {
        if (!gone) {
            try {
                steps.made();
            } catch (final Crash crash) {
                gone = true;
            }
        }
        return !gone;
    }

    private static void send(final HttpExchange exchange, final Answer answer) throws IOException {
        final byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** A provisioner whose process ends where its steps say so. */
    protected final synchronized Provisioner guarded(final Provisioner real, final Steps passed) {
        steps = passed;
        gone = false;
        return new Mortal(real, this::isGone);
    }

    private synchronized boolean isGone() {
        return gone;
    }

    /** Calls that changed something, as method and path. */
    public final synchronized List<String> changesMade() {
        return List.copyOf(changes);
    }

    @Override
    public final synchronized int changes() {
        return changes.size();
    }

    @Override
    public final synchronized int started() {
        return started;
    }

    @Override
    public final synchronized void refuse(final ProvisionError everyChange) {
        error = everyChange;
    }

    @Override
    public long comeUpMs() {
        return 11_000;
    }

    @Override
    public final void close() {
        if (http != null) {
            http.stop(0);
        }
    }
}
