package io.forerun.server;

import io.forerun.admin.AdminConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Looks whether ports are free before anything is started, so that nobody waits through a warm-up and a replay to be told. Who takes one
 * in between is still refused where it is bound.
 */
final class FreePorts {
    private FreePorts() {}

    /**
     * Binds both for a moment.
     *
     * @throws IllegalArgumentException if one is taken, or no address of this machine
     */
    static void require(final ServerConfig config) {
        probe("gateway.port", config.gateway().host(), config.gateway().port(), "a free port, 0 for any");
        if (config.admin().port() != AdminConfig.OFF) {
            probe("admin.port", config.admin().host(), config.admin().port(), "a free port, 0 for any, -1 for none");
        }
    }

    private static void probe(final String key, final String host, final int port, final String allowed) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (final IOException taken) {
            throw new IllegalArgumentException(
                    key + ": value=" + host + ":" + port + ", cannot listen there: " + taken.getMessage() + "; allowed="
                            + allowed,
                    taken);
        }
    }
}
