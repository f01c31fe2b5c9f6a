package io.forerun.gateway;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A client of nothing but a socket and {@link Wire}: no class of ours, no generated codec. */
final class WireClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    /** A message: its template, and its bytes with offset 0 at the block. */
    record Message(int template, int blockLength, ByteBuffer body) {
        int code() {
            return body.get(0);
        }

        /** Text that stands at an offset. */
        String text(final int offset) {
            final byte[] bytes = new byte[body.getShort(offset) & 0xFFFF];
            body.get(offset + Short.BYTES, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    WireClient(final int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Connects and says Hello; the Welcome is read. */
    static WireClient welcomed(final int port, final long clientId, final long stream) {
        final WireClient client = new WireClient(port);
        client.send(Wire.hello(clientId, stream));
        client.await(Wire.WELCOME);
        return client;
    }

    void send(final byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next message; null where the server closed. */
    Message read() {
        try {
            final byte[] length = new byte[Integer.BYTES];
            in.readFully(length);
            final byte[] bytes = new byte
                    [ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt()];
            in.readFully(bytes);
            final ByteBuffer message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (message.getShort(4) != Wire.SCHEMA || message.getShort(6) != 1) {
                throw new IllegalStateException("schema=" + message.getShort(4) + ", version=" + message.getShort(6));
            }
            return new Message(
                    message.getShort(2),
                    message.getShort(0),
                    message.slice(8, bytes.length - 8).order(ByteOrder.LITTLE_ENDIAN));
        } catch (final EOFException | SocketException closed) {
            return null;
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next message of a template; acknowledgements and heartbeats before it are passed over. */
    Message await(final int template) {
        Message message = read();
        while (message != null
                && message.template() != template
                && (message.template() == Wire.ACK || message.template() == Wire.HEARTBEAT)) {
            message = read();
        }
        if (message == null || message.template() != template) {
            throw new AssertionError("expected template " + template + ", got " + describe(message));
        }
        return message;
    }

    private static String describe(final Message message) {
        if (message == null) {
            return "the end";
        }
        return message.template() == Wire.REJECT
                ? "Reject " + message.code() + " " + message.text(9)
                : "template " + message.template();
    }

    /** The acknowledgement that passes a sequence. */
    Message awaitAck(final long sequence) {
        Message ack = await(Wire.ACK);
        while (ack.body().getLong(0) < sequence) {
            ack = await(Wire.ACK);
        }
        return ack;
    }

    /** The code of a Reject. */
    int awaitReject() {
        return await(Wire.REJECT).code();
    }

    /** True once the server closed; what it said before is passed over. */
    boolean ends() {
        Message message = read();
        while (message != null) {
            message = read();
        }
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
