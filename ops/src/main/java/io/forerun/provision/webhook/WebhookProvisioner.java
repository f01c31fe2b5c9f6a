package io.forerun.provision.webhook;

import io.forerun.plan.Fleet;
import io.forerun.provision.Observation;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets somebody else run the nodes. */
public final class WebhookProvisioner implements Provisioner {
    private static final int SUCCESS = 2;
    private static final int SHOWN = 200;

    private final Fleet fleet;
    private final WebhookConfig config;
    private final Signature signature;
    private final LongSupplier clockMs;
    private final HttpClient http;

    /**
     * Calls nobody yet.
     *
     * @param clockMs the machine's clock, for the timestamps that are signed
     */
    public WebhookProvisioner(final Fleet fleet, final WebhookConfig config, final LongSupplier clockMs) {
        this.fleet = fleet;
        this.config = config;
        this.clockMs = clockMs;
        signature = new Signature(config.secret());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(config.timeoutMs()))
                .build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Observation observe(final long nowMs) throws ProvisionException {
        final String body = call("GET", "/observe", "", "");
        try {
            final Map<String, Seen> told = WebhookJson.observation(body);
            final List<Seen> seen = new ArrayList<>();
            for (int target = 0; target < fleet.targetCount(); target++) {
                seen.add(told.getOrDefault(fleet.target(target).name(), Seen.NOTHING));
            }
            return new Observation(seen);
        } catch (final IOException malformed) {
            throw new ProvisionException(new ProvisionError.Permanent("observe: " + malformed.getMessage()), malformed);
        }
    }

    @Override
    public void apply(final Order order, final long nowMs) throws ProvisionException {
        try {
            call("POST", "/apply", WebhookJson.order(order), order.key());
        } catch (final IOException impossible) { // It is written into memory.
            throw new IllegalStateException(impossible);
        }
    }

    private String call(final String method, final String path, final String body, final String key)
            throws ProvisionException {
        final URI url = URI.create(config.url() + path);
        final long seconds = clockMs.getAsLong() / 1_000;
        final HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofMillis(config.timeoutMs()))
                .header("X-Forerun-Timestamp", Long.toString(seconds))
                .header("X-Forerun-Signature", "sha256=" + signature.of(seconds, method, url.getRawPath(), body))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Content-Type", "application/json").header("Idempotency-Key", key);
        }
        try {
            final HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != SUCCESS) {
                throw new ProvisionException(error(answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (final IOException broken) {
            throw new ProvisionException(new ProvisionError.Transient(url + ": " + broken), broken);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProvisionException(new ProvisionError.Transient("interrupted"), interrupted);
        }
    }

    /** What the body says, else what the status says. */
    private static ProvisionError error(final int status, final String body) {
        final Map<String, String> told = WebhookJson.texts(body);
        final String text =
                told.getOrDefault("text", "status " + status + " " + body.substring(0, Math.min(SHOWN, body.length())));
        return switch (told.getOrDefault("error", "")) {
            case "quota" -> new ProvisionError.Quota(text);
            case "capacity" -> new ProvisionError.Capacity(text);
            case "permission" -> new ProvisionError.Permission(text);
            case "transient" -> new ProvisionError.Transient(text);
            case "permanent" -> new ProvisionError.Permanent(text);
            default -> ProvisionError.ofHttpStatus(status, text);
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
