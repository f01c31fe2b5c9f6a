package io.forerun.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Prints one JSON value and nothing else on standard output. */
final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonOutput() {}

    /** Writes the value. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static void print(final Body body) {
        System.out.println(text(body));
    }

    static String text(final Body body) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (final IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static String hash(final long hash) {
        return String.format("%016x", hash);
    }
}
