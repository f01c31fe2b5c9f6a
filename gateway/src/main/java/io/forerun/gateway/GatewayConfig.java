package io.forerun.gateway;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the gateway listens and what it asks of clients.
 *
 * @param host address to bind, loopback by default
 * @param port 0 to 65,535; 0 takes a free one
 * @param tokens secrets of which a client must show one; empty asks for none
 * @param window records a client may have unacknowledged, 1,364 to 16,777,216
 * @param idleTimeoutMs silence, or half a frame, after which a connection is closed, 100 and up
 * @param maxConnections connections at a time, 1 and up
 * @param certificate PEM chain for TLS; null for plain TCP
 * @param privateKey PEM key for TLS; null for plain TCP
 */
public record GatewayConfig(
        String host,
        int port,
        List<String> tokens,
        int window,
        int idleTimeoutMs,
        int maxConnections,
        Path certificate,
        Path privateKey) {
    /** Loopback, port 7470, no token, a window of 65,536 records, 30 s, 1,024 connections, plain TCP. */
    public static final GatewayConfig DEFAULT =
            new GatewayConfig("127.0.0.1", 7470, List.of(), 65_536, 30_000, 1_024, null, null);

    public GatewayConfig {
        tokens = List.copyOf(tokens);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: value=" + port + ", allowed=0 to 65535");
        }
        if (window < Frames.MAX_BATCH || window > 1 << 24) {
            throw new IllegalArgumentException(
                    "window: value=" + window + ", allowed=" + Frames.MAX_BATCH + " to 16777216");
        }
        if (idleTimeoutMs < 100) {
            throw new IllegalArgumentException("idle_timeout_ms: value=" + idleTimeoutMs + ", allowed=100 and up");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("max_connections: value=" + maxConnections + ", allowed=1 and up");
        }
        if ((certificate == null) != (privateKey == null)) {
            throw new IllegalArgumentException("certificate: certificate=" + certificate + ", private_key=" + privateKey
                    + ", allowed=both or neither");
        }
    }

    /** The same on another port. */
    public GatewayConfig withPort(final int newPort) {
        return new GatewayConfig(host, newPort, tokens, window, idleTimeoutMs, maxConnections, certificate, privateKey);
    }

    /** The same with another idle timeout. */
    public GatewayConfig withIdleTimeoutMs(final int timeoutMs) {
        return new GatewayConfig(host, port, tokens, window, timeoutMs, maxConnections, certificate, privateKey);
    }

    /** The same with another window. */
    public GatewayConfig withWindow(final int records) {
        return new GatewayConfig(host, port, tokens, records, idleTimeoutMs, maxConnections, certificate, privateKey);
    }

    /** The same with other tokens. */
    public GatewayConfig withTokens(final List<String> secrets) {
        return new GatewayConfig(host, port, secrets, window, idleTimeoutMs, maxConnections, certificate, privateKey);
    }
}
