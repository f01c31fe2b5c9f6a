package io.forerun.perf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The loopback's limit: a plain socket carries the same bytes in frames of the same size to a reader that drops them. */
final class SocketLimit {
    private static final int FRAME_RECORDS = 1_024;
    private static final int READ_BYTES = 1 << 16;

    private SocketLimit() {}

    static double perSecond(final long records, final int blockLength) throws IOException {
        final byte[] frame = new byte[FRAME_RECORDS * blockLength];
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            final Thread writer = new Thread(() -> write(client, frame, records), "bench-writer");
            final long startNs = System.nanoTime();
            writer.start();
            final long bytes = discard(accepted.getInputStream());
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            Answers.require("bytes over the socket", bytes, records * blockLength);
            return records / seconds;
        }
    }

    private static void write(final Socket socket, final byte[] frame, final long records) {
        try {
            socket.setTcpNoDelay(true);
            final OutputStream out = socket.getOutputStream();
            long left = records * (frame.length / FRAME_RECORDS);
            while (left > 0) {
                final int count = (int) Math.min(left, frame.length);
                out.write(frame, 0, count);
                left -= count;
            }
            socket.shutdownOutput();
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long discard(final InputStream in) throws IOException {
        final byte[] buffer = new byte[READ_BYTES];
        long bytes = 0;
        int count = in.read(buffer);
        while (count >= 0) {
            bytes += count;
            count = in.read(buffer);
        }
        return bytes;
    }
}
