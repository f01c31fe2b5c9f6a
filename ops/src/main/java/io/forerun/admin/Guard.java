package io.forerun.admin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/**
 * Who may change something. A token where any is configured; and never a page that a browser loaded from elsewhere: its requests
 * carry an Origin of another host, or, where a name was made to point here (DNS rebinding), a Host that is not this one.
 */
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "Bearer ";

    private final List<String> tokens;
    private final String host;

    Guard(final AdminConfig config) {
        tokens = config.tokens();
        host = config.host();
    }

    void check(final Call call) throws Refusal {
        if (!call.header("Origin").isEmpty() && !ownOrigin(call)) {
            throw Refusal.foreign("Origin", call.header("Origin"));
        }
        if (tokens.isEmpty()) {
            final String name = call.header("Host").replaceFirst(":\\d+$", "");
            if (!LOOPBACK.contains(name) && !name.equals(host)) {
                throw Refusal.foreign("Host", call.header("Host"));
            }
        } else if (!accepts(call.header("Authorization"))) {
            throw Refusal.withoutToken();
        }
    }

    private static boolean ownOrigin(final Call call) {
        try {
            return call.header("Host").equals(URI.create(call.header("Origin")).getAuthority());
        } catch (final IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Compares in constant time with every token. */
    private boolean accepts(final String authorization) {
        if (!authorization.startsWith(BEARER)) {
            return false;
        }
        final byte[] shown = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        boolean accepted = false;
        for (final String token : tokens) {
            accepted |= MessageDigest.isEqual(shown, token.getBytes(StandardCharsets.UTF_8));
        }
        return accepted;
    }
}
