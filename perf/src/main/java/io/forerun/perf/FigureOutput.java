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
    private FigureOutput() {}

    static String text(final Figure figure) {
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-12s %,12.0f records/s (%,.0f to %,.0f), limit %,.0f (%s), ratio %.2f%n",
                figure.what(),
                figure.median(),
                figure.lowest(),
                figure.highest(),
                figure.limit(),
                figure.limitName(),
                figure.ratio()));
        if (!figure.busy().isEmpty()) {
            text.append("             busy:");
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
        return text.toString();
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
        out.writeNullField("rate"); // As fast as it goes.
        out.writeNumberField("records", figure.records());
        out.writeNumberField("records_per_second", Math.round(figure.median()));
        out.writeArrayFieldStart("laps");
        for (final double lap : figure.perSecond()) {
            out.writeNumber(Math.round(lap));
        }
        out.writeEndArray();
        out.writeNullField("latency_us");
        out.writeObjectFieldStart("limit");
        out.writeStringField("name", figure.limitName());
        out.writeNumberField("value", Math.round(figure.limit()));
        out.writeNumberField("ratio", Math.round(figure.ratio() * 1e4) / 1e4);
        out.writeEndObject();
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
}
