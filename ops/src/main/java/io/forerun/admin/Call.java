package io.forerun.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request and its answer. */
final class Call {
    static final JsonFactory JSON = new JsonFactory();
    private static final int OK = 200;

    private final HttpExchange exchange;
    private final Map<String, String> query = new LinkedHashMap<>();

    /** Writes a JSON value. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    Call(final HttpExchange exchange) {
        this.exchange = exchange;
        final String raw = exchange.getRequestURI().getRawQuery();
        for (final String part : raw == null ? new String[0] : raw.split("&")) {
            final int equals = part.indexOf('=');
            query.put(
                    decoded(equals < 0 ? part : part.substring(0, equals)),
                    equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
    }

    private static String decoded(final String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (final IllegalArgumentException malformed) {
            return text;
        }
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    /** What follows a prefix of the path. */
    String rest(final String prefix) {
        return path().substring(prefix.length());
    }

    /** A request header; "" where there is none. */
    String header(final String name) {
        final String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** A query parameter. */
    String parameter(final String name, final String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    int parameter(final String name, final int otherwise, final int least, final int most) throws Refusal {
        final String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            final int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (final NumberFormatException ignored) {
            // Refused below, as a number out of range is.
        }
        throw Refusal.bad(name, text, least + " to " + most);
    }

    InputStream body() {
        return exchange.getRequestBody();
    }

    void json(final Body body) throws IOException {
        json(OK, body);
    }

    void json(final int status, final Body body) throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.write(json);
        }
        send(status, "application/json", text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    void refuse(final Refusal refusal) throws IOException {
        json(refusal.status(), json -> {
            json.writeStartObject();
            json.writeStringField("error", refusal.getMessage());
            json.writeEndObject();
        });
    }

    void send(final int status, final String type, final byte[] bytes) throws IOException {
        begin(type);
        final boolean hasBody = bytes.length > 0 && !method().equals("HEAD");
        exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Begins an answer that goes on for as long as both sides like. */
    OutputStream stream(final String type) throws IOException {
        begin(type);
        exchange.sendResponseHeaders(OK, 0);
        return exchange.getResponseBody();
    }

    private void begin(final String type) {
        final var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    }
}
