package io.forerun.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of a headless Chromium, spoken to by the DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern PAGE = Pattern.compile("\"webSocketDebuggerUrl\": \"(ws:[^\"]*/page/[^\"]*)\"");
    private static final Pattern COMPLAINT = Pattern.compile(
            "\"method\":\"(Runtime\\.exceptionThrown\"|Runtime\\.consoleAPICalled\",\"params\":\\{\"type\":\"error\""
                    + "|Log\\.entryAdded\".*\"level\":\"error\")");
    private static final long PATIENCE_S = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> open = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Process process;
    private final WebSocket socket;

    private Browser(final Path executable, final Path directory) throws Exception {
        process = new ProcessBuilder(
                        executable.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage", // Containers have little of it.
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page(directory.resolve("DevToolsActivePort"))), new Listener())
                .get(PATIENCE_S, TimeUnit.SECONDS);
        for (final String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The browser's executable, if there is one on the path. */
    static Optional<Path> executable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser launch(final Path executable, final Path directory) throws Exception {
        return new Browser(executable, directory);
    }

    /** The address of the first page, once the browser has written down its port. */
    private String page(final Path portFile) throws Exception {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (System.nanoTime() < deadlineNs && process.isAlive()) {
            if (Files.exists(portFile) && !Files.readAllLines(portFile).isEmpty()) {
                final URI list = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(portFile).getFirst() + "/json/list");
                final Matcher page = PAGE.matcher(
                        http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                                .body());
                if (page.find()) {
                    return page.group(1);
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("the browser did not start");
    }

    /** Calls a method of the protocol; returns the answer as text. */
    String call(final String method, final Map<String, Object> parameters) throws Exception {
        final int id = ids.incrementAndGet();
        final StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("id", id);
            out.writeStringField("method", method);
            out.writeFieldName("params");
            write(out, parameters);
            out.writeEndObject();
        }
        final CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(id, answer);
        socket.sendText(text.toString(), true).get(PATIENCE_S, TimeUnit.SECONDS);
        return answer.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private static void write(final JsonGenerator out, final Object value) throws IOException {
        switch (value) {
            case Map<?, ?> fields -> {
                out.writeStartObject();
                for (final Map.Entry<?, ?> field : fields.entrySet()) {
                    out.writeFieldName((String) field.getKey());
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
            case List<?> elements -> {
                out.writeStartArray();
                for (final Object element : elements) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            default -> out.writeObject(value);
        }
    }

    /** The value of an expression as text; promises are waited for. */
    String evaluate(final String expression) throws Exception {
        final String answer = call(
                "Runtime.evaluate",
                Map.of("expression", "Promise.resolve(" + expression + ").then(String)", "awaitPromise", true));
        try (JsonParser parser = JSON.createParser(answer)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "value".equals(parser.currentName())) {
                    return parser.getText();
                }
            }
        }
        throw new IllegalStateException(expression + ": " + answer);
    }

    /** Waits until an expression is true. */
    void await(final String condition) throws Exception {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!evaluate(condition).equals("true")) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("never true: " + condition);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Errors on the page's console, exceptions and resources that could not be loaded. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts messages together, and answers to their questions. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean last) {
            message.append(part);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(final String text) {
            if (text.startsWith("{\"id\":")) {
                final int id = Integer.parseInt(text.substring(6, text.indexOf(',')));
                open.remove(id).complete(text);
            } else if (COMPLAINT.matcher(text).find()) {
                complaints.add(text);
            }
        }
    }
}
