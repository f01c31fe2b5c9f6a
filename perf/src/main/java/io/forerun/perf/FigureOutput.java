package io.forerun.perf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures as text and as JSON. */
final class FigureOutput {
    private static final String INDENT = " ".repeat(13);

    private FigureOutput() {}

    static String text(final Figure figure) {
        final StringBuilder text = new StringBuilder();
        line(
                text,
                "%-12s %,12.0f records/s (%,.0f to %,.0f), limit %,.0f (%s), ratio %.2f",
                figure.what(),
                figure.perSecond().median(),
                figure.perSecond().lowest(),
                figure.perSecond().highest(),
                figure.limitPerSecond().median(),
                figure.limitName(),
                figure.ratio().median());
        for (final Measure measure : figure.measures()) {
            line(
                    text,
                    INDENT + "%-28s %,10.2f (%,.2f to %,.2f)%s",
                    measure.name(),
                    measure.laps().median(),
                    measure.laps().lowest(),
                    measure.laps().highest(),
                    wanted(measure));
        }
        if (figure.latency() != null) {
            final Latency latency = figure.latency();
            line(
                    text,
                    INDENT + "%s, us: p50 %,.1f p90 %,.1f p99 %,.1f p99.9 %,.1f p99.99 %,.1f max %,.1f",
                    latency.of(),
                    latency.us(50),
                    latency.us(90),
                    latency.us(99),
                    latency.us(99.9),
                    latency.us(99.99),
                    latency.maxUs());
        }
        slowest(figure, text);
        busy(figure, text);
        return text.toString();
    }

    private static void slowest(final Figure figure, final StringBuilder text) {
        for (final SlowestSteps.Step step : figure.slowest()) {
            line(
                    text,
                    INDENT
                            + "step %,d%s at %.3f s: %.2f ms, of it %.2f on a core, %.2f waiting for one, %d collecting; the host took %d; slept %d times; %,d pages",
                    step.number(),
                    step.ofTick() ? " (tick)" : "",
                    step.atMs() / 1e3,
                    step.tookNs() / 1e6,
                    step.cpuNs() / 1e6,
                    step.waitedNs() / 1e6,
                    step.collectedMs(),
                    step.stolenMs(),
                    step.sleeps(),
                    step.faults());
        }
    }

    private static void busy(final Figure figure, final StringBuilder text) {
        if (figure.busy().isEmpty()) {
            return;
        }
        text.append(INDENT).append("busy:");
        for (final Map.Entry<String, Double> thread : figure.busy()) {
            if (thread.getValue() >= 0.005) {
                text.append(String.format(
                        Locale.ROOT,
                        " %s %.2f (%.0f ns a record)",
                        thread.getKey(),
                        thread.getValue(),
                        figure.cpuNsPerRecord(thread.getValue())));
            }
        }
        text.append(System.lineSeparator());
    }

    private static String wanted(final Measure measure) {
        if (measure.atMost() < Double.POSITIVE_INFINITY) {
            return String.format(Locale.ROOT, ", wanted <= %s: %s", measure.atMost(), verdict(measure));
        }
        if (measure.atLeast() > Double.NEGATIVE_INFINITY) {
            return String.format(Locale.ROOT, ", wanted >= %s: %s", measure.atLeast(), verdict(measure));
        }
        return "";
    }

    private static String verdict(final Measure measure) {
        return measure.met() ? "met" : "missed";
    }

    private static void line(final StringBuilder text, final String format, final Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /** One figure as one object, several as an object that holds them. */
    static String json(final String what, final List<Figure> figures) throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            if (figures.size() == 1) {
                write(figures.get(0), out);
            } else {
                out.writeStringField("what", what);
                out.writeArrayFieldStart("figures");
                for (final Figure figure : figures) {
                    out.writeStartObject();
                    write(figure, out);
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            out.writeObjectFieldStart("machine");
            out.writeNumberField("cores", Machine.cores());
            out.writeStringField("cpu", Machine.cpu());
            out.writeStringField("jdk", Machine.jdk());
            out.writeEndObject();
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void write(final Figure figure, final JsonGenerator out) throws IOException {
        out.writeStringField("what", figure.what());
        number("rate", figure.rate(), out);
        out.writeNumberField("records", figure.records());
        out.writeNumberField("records_per_second", Math.round(figure.perSecond().median()));
        out.writeArrayFieldStart("laps");
        for (final double lap : figure.perSecond().values()) {
            out.writeNumber(Math.round(lap));
        }
        out.writeEndArray();
        write(figure.latency(), out);
        out.writeObjectFieldStart("limit");
        out.writeStringField("name", figure.limitName());
        out.writeNumberField("value", Math.round(figure.limitPerSecond().median()));
        number("ratio", figure.ratio().median(), out);
        out.writeEndObject();
        out.writeArrayFieldStart("measures");
        for (final Measure measure : figure.measures()) {
            write(measure, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("slowest_steps");
        for (final SlowestSteps.Step step : figure.slowest()) {
            write(step, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("threads");
        for (final Map.Entry<String, Double> thread : figure.busy()) {
            out.writeStartObject();
            out.writeStringField("name", thread.getKey());
            out.writeNumberField("busy", Math.round(thread.getValue() * 1e3) / 1e3);
            out.writeNumberField("cpu_ns_per_record", Math.round(figure.cpuNsPerRecord(thread.getValue())));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(final SlowestSteps.Step step, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("step", step.number());
        out.writeNumberField("at_ms", step.atMs());
        out.writeBooleanField("tick", step.ofTick());
        number("ms", step.tookNs() / 1e6, out);
        number("cpu_ms", step.cpuNs() / 1e6, out);
        number("waited_for_core_ms", step.waitedNs() / 1e6, out);
        out.writeNumberField("stolen_ms", step.stolenMs());
        out.writeNumberField("collected_ms", step.collectedMs());
        out.writeNumberField("sleeps", step.sleeps());
        out.writeNumberField("pages", step.faults());
        out.writeEndObject();
    }

    private static void write(final Latency latency, final JsonGenerator out) throws IOException {
        if (latency == null) {
            out.writeNullField("latency_us");
            return;
        }
        out.writeObjectFieldStart("latency_us");
        out.writeStringField("of", latency.of());
        for (final String percentile : List.of("50", "90", "99", "99.9", "99.99")) {
            number("p" + percentile, latency.us(Double.parseDouble(percentile)), out);
        }
        number("max", latency.maxUs(), out);
        out.writeEndObject();
    }

    private static void write(final Measure measure, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", measure.name());
        number("median", measure.laps().median(), out);
        number("lowest", measure.laps().lowest(), out);
        number("highest", measure.laps().highest(), out);
        if (measure.atMost() < Double.POSITIVE_INFINITY) {
            number("wanted_at_most", measure.atMost(), out);
            out.writeBooleanField("met", measure.met());
        }
        if (measure.atLeast() > Double.NEGATIVE_INFINITY) {
            number("wanted_at_least", measure.atLeast(), out);
            out.writeBooleanField("met", measure.met());
        }
        out.writeEndObject();
    }

    /** To four digits behind the point; null where it is not known. */
    private static void number(final String name, final double value, final JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, Math.round(value * 1e4) / 1e4);
        } else {
            out.writeNullField(name);
        }
    }
}
