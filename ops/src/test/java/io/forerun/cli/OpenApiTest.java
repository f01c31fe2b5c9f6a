package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI file against the server: all that it names is there and answers as it says, and nothing else is there. */
class OpenApiTest extends AdminRig {
    private static final Map<String, String> BODIES = Map.of(
            "/api/mode", "{\"mode\": \"floor-only\"}",
            "/api/activity", "{\"timestamp_ms\": 1700003700000, \"user\": \"bob\", \"action\": \"read\"}\n");

    /** What is documented, by method and path. */
    @SuppressWarnings("unchecked")
    static TreeMap<String, Map<String, Object>> operations() throws IOException {
        final TreeMap<String, Map<String, Object>> operations = new TreeMap<>();
        ((Map<String, Map<String, Object>>) file().get("paths"))
                .forEach((path, methods) -> methods.forEach(
                        (method, operation) -> operations.put(method + " " + path, (Map<String, Object>) operation)));
        return operations;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> file() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/dashboard/openapi.yml")) {
            return (Map<String, Object>) yaml().loadFromInputStream(in);
        }
    }

    private static Load yaml() {
        return new Load(LoadSettings.builder().build());
    }

    @Test
    void shouldAnswerAsTheFileSays() throws IOException, InterruptedException {
        feed();
        final TreeMap<String, Map<String, Object>> operations = operations();
        assertTrue(operations.size() > 20, operations.keySet().toString());
        for (final Map.Entry<String, Map<String, Object>> operation : operations.entrySet()) {
            final String[] named = operation.getKey().split(" ");
            final String path = named[1].replace("{id}", "1").replace("{target}", "cpu-2@eu-west");
            if (path.equals("/api/events")) {
                continue; // Does not end; AdminApiTest reads it.
            }
            final HttpResponse<String> answer = named[0].equals("get")
                    ? get(path)
                    : post(path + (path.equals("/api/forget") ? "?user=ada" : ""), BODIES.getOrDefault(path, ""));
            assertEquals(200, answer.statusCode(), operation.getKey() + ": " + answer.body());
            check(operation.getKey(), at(operation.getValue(), "responses", "200"), answer);
        }
    }

    /** Its type, and that no field is missing that the file says is always there. */
    private static void check(
            final String what, final Map<String, Object> documented, final HttpResponse<String> answer)
            throws IOException {
        for (final Map.Entry<String, Object> content : at(documented, "content").entrySet()) {
            final String type = answer.headers().firstValue("Content-Type").orElse("");
            assertTrue(type.startsWith(content.getKey()), what + ": " + type);
            if (content.getKey().equals("application/json")) {
                check(
                        what,
                        schema(at(documented, "content", content.getKey(), "schema")),
                        yaml().loadFromString(answer.body()));
            }
        }
    }

    private static void check(final String what, final Map<String, Object> schema, final Object value)
            throws IOException {
        if ("array".equals(schema.get("type"))) {
            assertTrue(value instanceof List<?> list && !list.isEmpty(), what + ": " + value);
            for (final Object element : (List<?>) value) {
                check(what, schema(at(schema, "items")), element);
            }
            return;
        }
        final TreeSet<Object> missing = new TreeSet<>((List<?>) schema.getOrDefault("required", List.of()));
        missing.removeAll(((Map<?, ?>) value).keySet());
        assertEquals(new TreeSet<>(), missing, what + " lacks fields");
    }

    private static Map<String, Object> schema(final Map<String, Object> schema) throws IOException {
        final Object reference = schema.get("$ref");
        return reference == null
                ? schema
                : at(file(), reference.toString().substring("#/".length()).split("/"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(final Map<String, Object> object, final String... path) {
        Map<String, Object> found = object;
        for (final String name : path) {
            found = (Map<String, Object>) found.getOrDefault(name, Map.of());
        }
        return found;
    }

    /** Read from the list of what answers; pages are for browsers. */
    @Test
    void shouldDocumentAllThatAnswers() throws IOException {
        final TreeSet<String> answering = new TreeSet<>();
        final Matcher route = Pattern.compile("\\.(get|post)\\(\\s*\"(/[^\"]+)\"")
                .matcher(Files.readString(Manifests.path("ops/src/main/java/io/forerun/admin/AdminServer.java")));
        while (route.find()) {
            answering.add(route.group(1) + " " + route.group(2));
        }
        final TreeSet<String> documented = new TreeSet<>();
        operations().keySet().forEach(operation -> documented.add(operation.replaceAll("\\{.*}", "")));
        assertEquals(documented, answering);
    }
}
