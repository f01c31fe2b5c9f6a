package io.forerun.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A server that does only what a test says: one connection, its words written by hand. */
final class ScriptedServer implements AutoCloseable {
    private static final int ACTIVITY_BATCH = 4;
    private static final int HEARTBEAT = 13;

    private final ServerSocket listening;
    private Socket socket;

    ScriptedServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Takes a connection, reads its Hello, grants a window. */
    void welcome(final long lastSequence, final int window) throws IOException {
        socket = listening.accept();
        socket.setSoTimeout(10_000);
        read();
        final ByteBuffer welcome = begin(2, 22);
        welcome.putLong(1).putLong(lastSequence).putInt(window).putShort((short) 1_364);
        write(welcome);
    }

    void ack(final long lastSequence, final int window) throws IOException {
        final ByteBuffer ack = begin(6, 21);
        ack.putLong(lastSequence).putInt(window).putLong(0).put((byte) 0);
        ack.putShort((short) 9).putShort((short) 0);
        write(ack);
    }

    /** Reads until records come; returns the sequence of the last. */
    long lastOfBatch() throws IOException {
        ByteBuffer message = read();
        int heartbeats = 0;
        while (message.getShort(2) != ACTIVITY_BATCH) {
            heartbeats += message.getShort(2) == HEARTBEAT ? 1 : 0;
            if (heartbeats > 2) {
                throw new IOException("no records, only heartbeats, for more than 10 s");
            }
            message = read();
        }
        return message.getLong(8) + message.getShort(19) - 1;
    }

    /** Reads until so many heartbeats came. */
    void awaitHeartbeats(final int count) throws IOException {
        for (int seen = 0; seen < count; seen++) {
            if (read().getShort(2) != HEARTBEAT) {
                throw new IOException("something else than a heartbeat");
            }
        }
    }

    /** True where the client has sent something that was not read. */
    boolean hasMore() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Ends the connection; the next welcome takes another. */
    void cut() throws IOException {
        socket.close();
    }

    private ByteBuffer read() throws IOException {
        final DataInputStream in = new DataInputStream(socket.getInputStream());
        final byte[] bytes = new byte[Integer.reverseBytes(in.readInt())];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer begin(final int template, final int blockLength) {
        final ByteBuffer frame = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0).putShort((short) blockLength).putShort((short) template);
        return frame.putShort((short) 21_062).putShort((short) 1);
    }

    private void write(final ByteBuffer frame) throws IOException {
        frame.putInt(0, frame.position() - Integer.BYTES);
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    @Override
    public void close() {
        try (listening) {
            if (socket != null) {
                socket.close();
            }
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
