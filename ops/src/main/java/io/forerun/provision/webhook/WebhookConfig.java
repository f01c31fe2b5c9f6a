package io.forerun.provision.webhook;

import java.net.URI;

/**
 * Whom to call.
 *
 * @param url http or https, without the last part of the path
 * @param secret both sides know it; 16 characters at least
 * @param timeoutMs for a whole call
 */
public record WebhookConfig(URI url, String secret, int timeoutMs) {
    private static final int SHORTEST_SECRET = 16;

    public WebhookConfig {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("url: value=" + url + ", allowed=an http or https URL");
        }
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "secret: value=" + secret.length() + " characters, allowed=" + SHORTEST_SECRET + " at least");
        }
        if (timeoutMs < 1 || timeoutMs > 600_000) {
            throw new IllegalArgumentException("timeout_ms: value=" + timeoutMs + ", allowed=1 to 600000");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookConfig[url=" + url + ", timeoutMs=" + timeoutMs + "]";
    }
}
