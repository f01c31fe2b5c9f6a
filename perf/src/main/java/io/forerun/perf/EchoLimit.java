package io.forerun.perf;

import io.forerun.pipeline.ActivityLayout;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The limit of a latency: how long a plain socket takes to carry as many bytes at the same rate, in frames of a millisecond's
 * records, to a reader that answers each frame with eight bytes. The loop is open as in {@link LatencyBench}.
 */
final class EchoLimit {
    private static final int PER_SECOND = 1_000;
    private static final long LONGEST_PARK_NS = 50_000;

    private EchoLimit() {}

    static Latency latency(final long records, final int perSecond) throws IOException {
        final int frames = (int) Math.max(1, records * PER_SECOND / perSecond);
        final byte[] frame = new byte[Math.max(1, perSecond / PER_SECOND) * ActivityLayout.BLOCK_LENGTH];
        final Latency latency = Latency.of("echo");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.setTcpNoDelay(true);
            accepted.setTcpNoDelay(true);
            final LatencyBench.Schedule schedule = new LatencyBench.Schedule(System.nanoTime(), PER_SECOND);
            final Thread echo = new Thread(() -> echo(accepted, frame.length, frames), "bench-echo");
            final Thread reader = new Thread(() -> read(client, frames, schedule, latency), "bench-reader");
            echo.start();
            reader.start();
            final OutputStream out = client.getOutputStream();
            int sent = 0;
            while (sent < frames) {
                while (sent < frames && schedule.isDue(sent, System.nanoTime())) {
                    out.write(frame);
                    sent++;
                }
                schedule.park(sent, LONGEST_PARK_NS);
            }
            reader.join();
            echo.join();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        Answers.require("echoes", latency.ns().getTotalCount(), frames);
        return latency;
    }

    private static void echo(final Socket socket, final int frameBytes, final int frames) {
        try {
            final InputStream in = socket.getInputStream();
            final OutputStream out = socket.getOutputStream();
            final byte[] answer = new byte[Long.BYTES];
            for (int frame = 0; frame < frames; frame++) {
                in.skipNBytes(frameBytes);
                out.write(answer);
            }
        } catch (final IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void read(
            final Socket socket, final int frames, final LatencyBench.Schedule schedule, final Latency latency) {
        try {
            final DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int frame = 0; frame < frames; frame++) {
                in.readLong();
                latency.record(System.nanoTime() - schedule.dueNs(frame));
            }
        } catch (final IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
