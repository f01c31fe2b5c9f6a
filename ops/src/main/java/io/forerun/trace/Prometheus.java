package io.forerun.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.forerun.state.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * History of demand out of a Prometheus server, by its range query API. The query's values are requests per second, as {@code
 * sum by (service) (rate(http_requests_total[1m]))} gives them; a series is named by its label {@code service}, else by all its
 * labels. Steps of a minute; long spans are asked for in parts, as the server limits the points of an answer.
 */
public final class Prometheus {
    private static final int STEP_S = 60;
    private static final long PART_S = 10_000L * STEP_S;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI server;
    private final String query;
    private final Map<String, Points> points = new TreeMap<>();

    private Prometheus(final URI server, final String query) {
        this.server = server;
        this.query = query;
    }

    /**
     * Reads a span and plays it as activity.
     *
     * @param server such as http://127.0.0.1:9090
     * @param query PromQL whose values are requests per second
     * @param fromMs begin, milliseconds since the epoch
     * @param toMs end
     * @throws TraceException if the server cannot be reached, refuses the query, or knows no such series
     */
    public static ActivitySource open(final URI server, final String query, final long fromMs, final long toMs)
            throws TraceException {
        final Prometheus reading = new Prometheus(server, query);
        for (long fromS = fromMs / 1_000; fromS < toMs / 1_000; fromS += PART_S) {
            reading.read(fromS, Math.min(toMs / 1_000, fromS + PART_S - STEP_S));
        }
        final List<DemandSeries> series = new ArrayList<>();
        reading.points.forEach((name, held) -> series.add(held.series(name)));
        if (series.isEmpty()) {
            throw new TraceException(server.toString(), "query " + TraceException.quoted(query) + " gave no series");
        }
        return new GapConfirming(new DemandActivity(reading.origin(series), series));
    }

    private DemandOrigin origin(final List<DemandSeries> series) {
        final Digest digest = new Digest().add(query);
        for (final DemandSeries one : series) {
            digest.add(one.name()).add(one.values());
            Arrays.stream(one.timestampsMs()).forEach(digest::add);
        }
        final long value = digest.value();
        return new DemandOrigin() {
            @Override
            public String name() {
                return server.toString();
            }

            @Override
            public long digest() {
                return value;
            }

            @Override
            public void close() {}
        };
    }

    private void read(final long fromS, final long toS) throws TraceException {
        final URI uri = server.resolve("/api/v1/query_range?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + "&start=" + fromS + "&end=" + toS + "&step=" + STEP_S);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            final HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    final String text = new String(body.readNBytes(300), StandardCharsets.UTF_8);
                    throw new TraceException(server.toString(), "answers " + answer.statusCode() + ": " + text);
                }
                parse(body);
            }
        } catch (final IOException failed) {
            throw new TraceException(server.toString(), "cannot be read: " + failed, failed);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TraceException(server.toString(), "interrupted", interrupted);
        }
    }

    /** Reads {"data":{"result":[{"metric":{labels},"values":[[seconds,"value"],...]}]}}; other fields are passed over. */
    private void parse(final InputStream body) throws IOException, TraceException {
        try (JsonParser json = new JsonFactory().createParser(body)) {
            String name = "";
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                switch (json.currentName()) {
                    case "metric" -> name = name(json);
                    case "values" -> values(json, points.computeIfAbsent(name, unused -> new Points()));
                    default -> {}
                }
            }
        }
    }

    private static String name(final JsonParser json) throws IOException {
        final Map<String, String> labels = new TreeMap<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String label = json.currentName();
            labels.put(label, json.nextTextValue());
        }
        return labels.containsKey("service") ? labels.get("service") : String.join(",", labels.values());
    }

    private void values(final JsonParser json, final Points into) throws IOException, TraceException {
        json.nextToken();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            final long timeMs = (long) (json.getDoubleValue() * 1_000);
            final String text = json.nextTextValue();
            json.nextToken();
            try {
                final double perSecond = Double.parseDouble(text);
                if (Double.isFinite(perSecond)
                        && perSecond >= 0) { // NaN is how Prometheus says that nothing was measured.
                    into.add(timeMs, perSecond * STEP_S);
                }
            } catch (final NumberFormatException | NullPointerException wrong) {
                throw new TraceException(server.toString(), "value=" + text + ", allowed=a number");
            }
        }
    }

    /** Points of one series as they come. */
    private static final class Points {
        private long[] timestampsMs = new long[1_024];
        private double[] values = new double[1_024];
        private int size;

        void add(final long timestampMs, final double value) {
            if (size == values.length) {
                timestampsMs = Arrays.copyOf(timestampsMs, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            timestampsMs[size] = timestampMs;
            values[size++] = value;
        }

        DemandSeries series(final String name) {
            return DemandSeries.of(
                    name.isEmpty() ? "demand" : name, Arrays.copyOf(timestampsMs, size), Arrays.copyOf(values, size));
        }
    }
}
