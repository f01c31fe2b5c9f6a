package io.forerun.client;

import io.forerun.codec.HelloEncoder;
import io.forerun.codec.MessageHeaderDecoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.RejectCode;
import io.forerun.codec.RejectDecoder;
import io.forerun.codec.WelcomeDecoder;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteOrder;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.concurrent.UnsafeBuffer;

/** One connection: frames out, frames in. Writing is locked; one thread reads. */
final class ServerLink implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int MAX_FRAME = 1 << 22; // Answers of a trusted server may be larger than what it accepts.

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final UnsafeBuffer received = new UnsafeBuffer(new byte[4_096]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final byte[] lengthBytes = new byte[Integer.BYTES];
    private final UnsafeBuffer length = new UnsafeBuffer(lengthBytes);
    private byte[] bytes = received.byteArray();
    private long lastSequence;
    private int window;
    private int maxBatch;

    private ServerLink(final Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = socket.getOutputStream();
    }

    /**
     * Connects and says Hello.
     *
     * @throws IOException if the server cannot be reached: worth another try
     * @throws ClientException if the server refuses: not worth one
     */
    static ServerLink open(final ClientConfig config) throws IOException {
        final Socket socket = config.tls() == null ? new Socket() : encrypted(config.tls());
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(config.host(), config.port()), CONNECT_TIMEOUT_MS);
            final ServerLink link = new ServerLink(socket);
            link.hello(config);
            return link;
        } catch (final IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** A socket that also checks that the certificate is that of the host asked for. */
    private static Socket encrypted(final SSLSocketFactory sockets) throws IOException {
        final Socket socket = sockets.createSocket();
        if (socket instanceof SSLSocket tls) {
            final SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        return socket;
    }

    private void hello(final ClientConfig config) throws IOException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[2_048]);
        final HelloEncoder hello = new HelloEncoder();
        hello
                .wrapAndApplyHeader(frame, Integer.BYTES, new MessageHeaderEncoder())
                .protocolVersion(MessageHeaderEncoder.SCHEMA_VERSION)
                .clientId(XxHash64.of(config.clientName()))
                .stream(config.stream())
                .sampleEvery(config.sampleEvery())
                .allowGap((short) (config.allowGaps() ? 1 : 0))
                .token(config.token())
                .clientName(config.clientName());
        write(frame, MessageHeaderEncoder.ENCODED_LENGTH + hello.encodedLength());
        socket.setSoTimeout(CONNECT_TIMEOUT_MS);
        int template = read();
        while (template != WelcomeDecoder.TEMPLATE_ID) {
            if (template == RejectDecoder.TEMPLATE_ID) {
                final RejectDecoder reject = new RejectDecoder().wrapAndApplyHeader(received, 0, header);
                if (reject.code() == RejectCode.STOPPING) {
                    throw new IOException("the server stops"); // And may be started again.
                }
                throw new ClientException("server refuses: " + reject.code() + ": " + reject.text());
            }
            template = read();
        }
        final WelcomeDecoder welcome = new WelcomeDecoder().wrapAndApplyHeader(received, 0, header);
        lastSequence = welcome.lastSequence();
        window = (int) welcome.window();
        maxBatch = welcome.maxBatch();
    }

    /** Last record that the server has of this identity. */
    long lastSequence() {
        return lastSequence;
    }

    /** Records that may be unacknowledged. */
    int window() {
        return window;
    }

    /** Records that fit a batch. */
    int maxBatch() {
        return maxBatch;
    }

    void readTimeoutMs(final int timeoutMs) throws IOException {
        socket.setSoTimeout(timeoutMs);
    }

    /** Sends one message that stands at offset 4 of a buffer over a byte array. */
    synchronized void write(final UnsafeBuffer frame, final int messageLength) throws IOException {
        frame.putInt(0, messageLength, ByteOrder.LITTLE_ENDIAN);
        out.write(frame.byteArray(), 0, Integer.BYTES + messageLength);
    }

    /**
     * Reads one message into {@link #received()}; returns its template.
     *
     * @throws java.net.SocketTimeoutException if none began in time
     * @throws IOException if the connection ended
     */
    int read() throws IOException {
        final int first = in.read();
        if (first < 0) {
            throw new EOFException("the server closed the connection");
        }
        lengthBytes[0] = (byte) first;
        fill(lengthBytes, 1, Integer.BYTES - 1);
        final int messageLength = length.getInt(0, ByteOrder.LITTLE_ENDIAN);
        if (messageLength < MessageHeaderDecoder.ENCODED_LENGTH || messageLength > MAX_FRAME) {
            throw new IOException("frame length=" + messageLength + ", allowed=8 to " + MAX_FRAME);
        }
        if (messageLength > bytes.length) {
            bytes = new byte[Integer.highestOneBit(messageLength) << 1];
            received.wrap(bytes);
        }
        fill(bytes, 0, messageLength);
        header.wrap(received, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new IOException("schema=" + header.schemaId() + ", allowed=" + MessageHeaderDecoder.SCHEMA_ID);
        }
        return header.templateId();
    }

    private void fill(final byte[] target, final int offset, final int count) throws IOException {
        try {
            if (in.readNBytes(target, offset, count) < count) {
                throw new EOFException("the server closed the connection within a message");
            }
        } catch (final SocketTimeoutException stalled) { // Not the quiet between messages: the rest would be misread.
            throw new IOException("the server stalled within a message", stalled);
        }
    }

    /** The message read last, from offset 0. */
    UnsafeBuffer received() {
        return received;
    }

    /** Its header. */
    MessageHeaderDecoder header() {
        return header;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (final IOException ignored) {
            // There is nothing left to lose on this connection.
        }
    }
}
