package io.forerun.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Forwards TCP connections to a server and cuts each after so many bytes, in either direction. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final IntUnaryOperator budgets;
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * Starts.
     *
     * @param target port of the server
     * @param budgets bytes that connection 0, 1, ... may carry each way; negative: all
     */
    CuttingProxy(final int target, final IntUnaryOperator budgets) {
        this.target = target;
        this.budgets = budgets;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
        run(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private static void run(final Runnable action) {
        final Thread thread = new Thread(action, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                final Socket client = listening.accept();
                final Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                final int budget = budgets.applyAsInt(connections.getAndIncrement());
                run(() -> forward(client, server, budget));
                run(() -> forward(server, client, budget));
            }
        } catch (final IOException closed) {
            // Closed by the test.
        }
    }

    private static void forward(final Socket from, final Socket to, final int budget) {
        final byte[] bytes = new byte[8_192];
        int left = budget < 0 ? Integer.MAX_VALUE : budget;
        try (from;
                to) {
            final InputStream in = from.getInputStream();
            final OutputStream out = to.getOutputStream();
            while (left > 0) {
                final int count = in.read(bytes, 0, Math.min(left, bytes.length));
                if (count < 0) {
                    return;
                }
                out.write(bytes, 0, count);
                left -= budget < 0 ? 0 : count;
            }
        } catch (final IOException cut) {
            // By the other direction.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
