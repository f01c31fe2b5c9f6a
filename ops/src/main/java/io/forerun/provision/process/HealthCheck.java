package io.forerun.provision.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Asks workers whether they can serve, all at once. */
final class HealthCheck implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** The ids whose URL answered 200. */
    Set<Long> healthy(final Map<Long, String> urls) {
        final Map<Long, CompletableFuture<Boolean>> answers = new LinkedHashMap<>();
        urls.forEach((id, url) -> answers.put(id, ask(url)));
        final Set<Long> healthy = new TreeSet<>();
        answers.forEach((id, answer) -> {
            if (answer.join()) {
                healthy.add(id);
            }
        });
        return healthy;
    }

    private CompletableFuture<Boolean> ask(final String url) {
        final HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null && answer.statusCode() == OK);
    }

    /** Asks a worker to take no more work; whether it heard does not matter, as it is ended later anyway. */
    void drain(final String url) {
        http.sendAsync(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(TIMEOUT)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
