package io.forerun.client;

import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whom to reach and as whom.
 *
 * @param host server
 * @param port server's port, 1 to 65,535
 * @param clientName half of the identity, 1 to 256 bytes
 * @param stream other half: a digest of the source for files, random for live clients; not 0
 * @param sampleEvery requests that one record stands for, 1 to 10,000
 * @param allowGaps the server is to believe every jump in this client's time
 * @param token secret shared with the server, at most 256 bytes, empty where it asks for none
 * @param reconnectMs how long to try again before giving up, 0 and up
 * @param tls makes the sockets; the certificate must be that of {@code host}; null for plain TCP
 */
public record ClientConfig(
        String host,
        int port,
        String clientName,
        long stream,
        int sampleEvery,
        boolean allowGaps,
        String token,
        int reconnectMs,
        SSLSocketFactory tls) {
    private static final int MAX_TEXT_BYTES = 256;

    public ClientConfig {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: value=" + port + ", allowed=1 to 65535");
        }
        final int nameBytes = clientName.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes < 1 || nameBytes > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("client: bytes=" + nameBytes + ", allowed=1 to " + MAX_TEXT_BYTES);
        }
        final int tokenBytes = token.getBytes(StandardCharsets.UTF_8).length;
        if (tokenBytes > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("token: bytes=" + tokenBytes + ", allowed=0 to " + MAX_TEXT_BYTES);
        }
        if (sampleEvery < 1 || sampleEvery > 10_000) {
            throw new IllegalArgumentException("sample_every: value=" + sampleEvery + ", allowed=1 to 10000");
        }
        if (reconnectMs < 0) {
            throw new IllegalArgumentException("reconnect_ms: value=" + reconnectMs + ", allowed=0 and up");
        }
    }

    /** One request a record, no token, plain TCP, 30 s of trying. */
    public static ClientConfig of(final String host, final int port, final String clientName, final long stream) {
        return new ClientConfig(host, port, clientName, stream, 1, false, "", 30_000, null);
    }

    /** The same with records that stand for several requests. */
    public ClientConfig withSampleEvery(final int requests) {
        return new ClientConfig(host, port, clientName, stream, requests, allowGaps, token, reconnectMs, tls);
    }

    /** The same with trust in jumps. */
    public ClientConfig withAllowGaps(final boolean allowed) {
        return new ClientConfig(host, port, clientName, stream, sampleEvery, allowed, token, reconnectMs, tls);
    }

    /** The same with another token. */
    public ClientConfig withToken(final String secret) {
        return new ClientConfig(host, port, clientName, stream, sampleEvery, allowGaps, secret, reconnectMs, tls);
    }

    /** The same with another patience. */
    public ClientConfig withReconnectMs(final int patienceMs) {
        return new ClientConfig(host, port, clientName, stream, sampleEvery, allowGaps, token, patienceMs, tls);
    }

    /** The same over TLS. */
    public ClientConfig withTls(final SSLSocketFactory sockets) {
        return new ClientConfig(host, port, clientName, stream, sampleEvery, allowGaps, token, reconnectMs, sockets);
    }
}
