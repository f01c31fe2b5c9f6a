package io.forerun.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.client.QueryClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a demand curve. */
@Command(name = "forecast", description = "Shows the forecast of a group or a user.", mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer> {
    private static final String[] RESOURCES = {"requests", "cpu_cores", "memory_gib", "gpus"};

    @Mixin
    private ServerOption server;

    @ArgGroup(multiplicity = "0..1")
    private Subject subject = new Subject();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Group or user. */
    static final class Subject {
        @Option(names = "--group", paramLabel = "G", description = "total (the default) or service/region.")
        private String group;

        @Option(names = "--user", paramLabel = "U", description = "A user's name.")
        private String user;
    }

    @Override
    public Integer call() {
        final boolean ofUser = subject.user != null;
        final String name = ofUser ? subject.user : subject.group == null ? "total" : subject.group;
        final ForecastAnswer answer;
        try (QueryClient client = server.connect()) {
            answer = ForecastAnswer.read(ofUser ? client.userForecast(name) : client.groupForecast(name));
        }
        if (json) {
            JsonOutput.print(out -> write(out, ofUser, name, answer));
        } else {
            print(name, answer);
        }
        return 0;
    }

    private static void print(final String name, final ForecastAnswer answer) {
        System.out.printf(
                Locale.ROOT,
                "%s at %s, steps of %d s, readiness %.0f %%%s%n",
                name,
                Instant.ofEpochMilli(answer.atMs()),
                answer.stepMs() / 1_000,
                answer.readiness() * 100,
                answer.missing().isEmpty() ? "" : " (" + String.join("; ", answer.missing()) + ")");
        System.out.println(
                "  step       5 %      25 %    median      75 %      95 %  confidence      cores        GiB");
        final CurveValues requests = answer.requests();
        final CurveValues cores = answer.curves().get(1);
        final CurveValues memory = answer.curves().get(2);
        for (int step = 0; step < answer.steps(); step++) {
            System.out.printf(
                    Locale.ROOT,
                    "%6d %9.1f %9.1f %9.1f %9.1f %9.1f %10.0f %% %10s %10s%n",
                    step + 1,
                    requests.quantiles()[0][step],
                    requests.quantiles()[2][step],
                    requests.quantiles()[CurveValues.MEDIAN][step],
                    requests.quantiles()[4][step],
                    requests.quantiles()[6][step],
                    requests.confidence()[step] * 100,
                    median(cores, step),
                    median(memory, step));
        }
        answer.expectedEvents()
                .forEach((minutes, events) ->
                        System.out.printf(Locale.ROOT, "expected in %d minutes: %.3f events%n", minutes, events));
        answer.nextActions()
                .forEach((action, probability) ->
                        System.out.printf(Locale.ROOT, "next: %s, %.1f %%%n", action, probability * 100));
        answer.nextObjects()
                .forEach((object, probability) ->
                        System.out.printf(Locale.ROOT, "next data: %s, %.1f %%%n", object, probability * 100));
    }

    /** A dash where no record says what it used: unknown is not nothing. */
    private static String median(final CurveValues curve, final int step) {
        final double most = Arrays.stream(curve.quantiles()[CurveValues.LEVELS.length - 1])
                .max()
                .orElse(0);
        return most == 0 ? "-" : String.format(Locale.ROOT, "%.2f", curve.quantiles()[CurveValues.MEDIAN][step]);
    }

    private static void write(
            final JsonGenerator out, final boolean ofUser, final String name, final ForecastAnswer answer)
            throws IOException {
        out.writeStartObject();
        out.writeStringField(ofUser ? "user" : "group", name);
        out.writeNumberField("at_ms", answer.atMs());
        out.writeNumberField("step_minutes", answer.stepMs() / 60_000.0);
        writeQuantiles(out, "quantiles", answer.requests());
        out.writeFieldName("confidence");
        out.writeArray(answer.requests().confidence(), 0, answer.steps());
        out.writeObjectFieldStart("resources");
        for (int resource = 1; resource < RESOURCES.length; resource++) {
            writeQuantiles(out, RESOURCES[resource], answer.curves().get(resource));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("readiness");
        out.writeNumberField("share", answer.readiness());
        out.writeArrayFieldStart("missing");
        for (final String lack : answer.missing()) {
            out.writeString(lack);
        }
        out.writeEndArray();
        out.writeEndObject();
        if (ofUser) {
            writeUser(out, answer);
        }
        out.writeEndObject();
    }

    private static void writeQuantiles(final JsonGenerator out, final String field, final CurveValues curve)
            throws IOException {
        out.writeObjectFieldStart(field);
        for (int level = 0; level < CurveValues.LEVELS.length; level++) {
            out.writeFieldName(CurveValues.LEVELS[level]);
            out.writeArray(curve.quantiles()[level], 0, curve.quantiles()[level].length);
        }
        out.writeEndObject();
    }

    private static void writeUser(final JsonGenerator out, final ForecastAnswer answer) throws IOException {
        writeNext(out, "next_actions", "action", answer.nextActions());
        writeNext(out, "objects", "object", answer.nextObjects());
        writeEvents(out, "expected_events", answer.expectedEvents());
        out.writeArrayFieldStart("expected_actions");
        for (final Map.Entry<String, Map<Integer, Double>> action :
                answer.expectedActions().entrySet()) {
            out.writeStartObject();
            out.writeStringField("action", action.getKey());
            writeEvents(out, "expected", action.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeEvents(final JsonGenerator out, final String field, final Map<Integer, Double> events)
            throws IOException {
        out.writeObjectFieldStart(field);
        for (final Map.Entry<Integer, Double> event : events.entrySet()) {
            out.writeNumberField(Integer.toString(event.getKey()), event.getValue());
        }
        out.writeEndObject();
    }

    private static void writeNext(
            final JsonGenerator out, final String field, final String what, final Map<String, Double> probabilities)
            throws IOException {
        out.writeArrayFieldStart(field);
        for (final Map.Entry<String, Double> next : probabilities.entrySet()) {
            out.writeStartObject();
            out.writeStringField(what, next.getKey());
            out.writeNumberField("probability", next.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
