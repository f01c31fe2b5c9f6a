package io.forerun.admin;

import java.util.List;

/**
 * Where the admin interface listens.
 *
 * @param host address to bind
 * @param port 0 for a free one, {@link #OFF} for none
 * @param tokens secrets of which a changing call must show one as {@code Authorization: Bearer}; empty asks for none
 */
public record AdminConfig(String host, int port, List<String> tokens) {
    /** Port of an admin interface that does not listen. */
    public static final int OFF = -1;

    /** Loopback, port 7471, no token. */
    public static final AdminConfig DEFAULT = new AdminConfig("127.0.0.1", 7_471, List.of());

    /** No admin interface. */
    public static final AdminConfig NONE = new AdminConfig("127.0.0.1", OFF, List.of());

    private static final int MOST_PORT = 65_535;

    public AdminConfig {
        tokens = List.copyOf(tokens);
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: value=" + host + ", allowed=an address");
        }
        if (port < OFF || port > MOST_PORT) {
            throw new IllegalArgumentException("port: value=" + port + ", allowed=0 to 65535, or -1 for none");
        }
        if (tokens.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("tokens: value=an empty one, allowed=texts");
        }
    }
}
