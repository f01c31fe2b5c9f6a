package io.forerun.provision.utilisation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.forerun.client.Measured;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Utilisation by instant queries of Prometheus. */
public final class PrometheusUtilisation implements UtilisationSource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int OK = 200;
    private static final double MIB = 1_048_576;
    private static final double MILLI = 1_000;
    private static final double REPORT_SECONDS = 60;

    private final PrometheusConfig config;
    private final HttpClient http;

    /** Asks nothing yet. */
    public PrometheusUtilisation(final PrometheusConfig config) {
        this.config = config;
        http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(config.timeoutMs()))
                .build();
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public List<Measured> read(final long nowMs) throws ProvisionException {
        final List<Measured> read = new ArrayList<>();
        for (final PrometheusConfig.Queries each : config.services()) {
            final OptionalDouble nodes = value(each.nodes());
            if (nodes.isPresent()) { // A service without any node that answers has no utilisation.
                read.add(new Measured(
                        nowMs,
                        each.service(),
                        each.region(),
                        (int) nodes.getAsDouble(),
                        Math.round(value(each.cpuCores()).orElse(0) * MILLI),
                        Math.round(value(each.memoryBytes()).orElse(0) / MIB),
                        Math.round(value(each.gpus()).orElse(0) * MILLI),
                        Math.round(value(each.requestsPerSecond()).orElse(0) * REPORT_SECONDS)));
            }
        }
        return read;
    }

    /** The value of a query; empty where it has none, or is none. */
    private OptionalDouble value(final String query) throws ProvisionException {
        if (query.isEmpty()) {
            return OptionalDouble.empty();
        }
        final URI url =
                URI.create(config.url() + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            final HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(url)
                            .timeout(Duration.ofMillis(config.timeoutMs()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new ProvisionException(
                        ProvisionError.ofHttpStatus(answer.statusCode(), "query " + query + ": " + answer.body()));
            }
            return first(answer.body());
        } catch (final IOException broken) {
            throw new ProvisionException(new ProvisionError.Transient(config.url() + ": " + broken), broken);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProvisionException(new ProvisionError.Transient("interrupted"), interrupted);
        }
    }

    /** The first sample: {@code "value":[time,"number"]}, of a vector or a scalar. */
    private static OptionalDouble first(final String body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                final boolean sample = json.currentToken() == JsonToken.FIELD_NAME
                        && (json.currentName().equals("value")
                                || json.currentName().equals("result"));
                if (sample && json.nextToken() == JsonToken.START_ARRAY) {
                    final JsonToken time = json.nextToken();
                    if (time == JsonToken.VALUE_NUMBER_FLOAT || time == JsonToken.VALUE_NUMBER_INT) {
                        json.nextToken();
                        final double value = Double.parseDouble(json.getText());
                        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
                    }
                }
            }
            return OptionalDouble.empty();
        } catch (final NumberFormatException notOne) {
            throw new IOException("not a number in " + body, notOne);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
