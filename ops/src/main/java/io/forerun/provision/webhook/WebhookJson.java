package io.forerun.provision.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.RaisedFloor;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The bodies of the two calls. */
final class WebhookJson {
    private static final JsonFactory JSON = new JsonFactory();

    private WebhookJson() {}

    static String order(final Order order) throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("key", order.key());
            json.writeNumberField("decision", order.decision());
            json.writeStringField("target", order.name());
            switch (order.goal()) {
                case Goal.Nodes(final int nodes) -> {
                    json.writeStringField("goal", "nodes");
                    json.writeNumberField("nodes", nodes);
                }
                case Goal.Floor(final int nodes, final long expiresMs) -> {
                    json.writeStringField("goal", "floor");
                    json.writeNumberField("nodes", nodes);
                    json.writeNumberField("expires_ms", expiresMs);
                }
                case Goal.Restored() -> json.writeStringField("goal", "restored");
            }
            if (!order.carries().isEmpty()) {
                json.writeObjectFieldStart("carries");
                for (final Map.Entry<String, Integer> carried : order.carries().entrySet()) {
                    json.writeNumberField(carried.getKey(), carried.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /** What an observation says, by target. */
    static Map<String, Seen> observation(final String body) throws IOException {
        final Map<String, Seen> seen = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final boolean targets = json.currentName().equals("targets");
                if (json.nextToken() == JsonToken.START_ARRAY && targets) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        target(json, seen);
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
        return seen;
    }

    private static void target(final JsonParser json, final Map<String, Seen> seen) throws IOException {
        String name = "";
        Optional<RaisedFloor> floor = Optional.empty();
        final Map<String, Integer> numbers = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String field = json.currentName();
            final JsonToken value = json.nextToken();
            if (field.equals("target")) {
                name = json.getText();
            } else if (field.equals("floor") && value == JsonToken.START_OBJECT) {
                floor = Optional.of(floor(json));
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                numbers.put(field, json.getIntValue());
            } else {
                json.skipChildren();
            }
        }
        final int running = number(numbers, "running");
        final int ordered = number(numbers, "ordered");
        final int minimum = numbers.getOrDefault("minimum", running + ordered);
        seen.put(name, new Seen(running, ordered, numbers.getOrDefault("unhealthy", 0), minimum, floor));
    }

    private static RaisedFloor floor(final JsonParser json) throws IOException {
        final Map<String, Long> numbers = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String field = json.currentName();
            json.nextToken();
            numbers.put(field, json.getLongValue());
        }
        return new RaisedFloor(
                number(numbers, "base").intValue(), number(numbers, "floor").intValue(), number(numbers, "expires_ms"));
    }

    private static <N extends Number> N number(final Map<String, N> numbers, final String key) throws IOException {
        final N value = numbers.get(key);
        if (value == null || value.longValue() < 0) {
            throw new IOException(key + ": value=" + value + ", allowed=0 and up");
        }
        return value;
    }

    /** The fields of a flat object of texts; empty where it is none. */
    static Map<String, String> texts(final String body) {
        final Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final String field = json.currentName();
                json.nextToken();
                texts.put(field, json.getValueAsString(""));
                json.skipChildren();
            }
        } catch (final IOException notJson) {
            return Map.of();
        }
        return texts;
    }

    private static void expect(final JsonParser json, final JsonToken is, final JsonToken wanted) throws IOException {
        if (is != wanted) {
            throw new IOException("value=" + json.getText() + ", allowed=" + wanted.asString());
        }
    }
}
