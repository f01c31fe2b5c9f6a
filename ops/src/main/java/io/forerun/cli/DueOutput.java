package io.forerun.cli;

import io.forerun.codec.UserDueDecoder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints users who are due, one a line, as they are announced. */
final class DueOutput {
    private final boolean json;
    private long left;

    /** Prints so many at most. */
    DueOutput(final boolean json, final long most) {
        this.json = json;
        left = most;
    }

    /** Prints one; false once that was the last. */
    boolean print(final UserDueDecoder due) {
        final Map<String, Double> objects = new LinkedHashMap<>();
        due.nextObjects().forEach(next -> {
            final double probability = next.probability();
            objects.put(next.objectName(), probability);
        });
        final String group = due.group();
        final String action = due.action();
        if (json) {
            write(due, group, action, objects);
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%s  %s  due %s to %s (%.0f %%): %s (%.0f %%), %s%n",
                    user(due),
                    group,
                    Instant.ofEpochMilli(due.fromMs()),
                    Instant.ofEpochMilli(due.untilMs()),
                    due.probability() * 100,
                    action,
                    due.actionProbability() * 100,
                    objects.entrySet().stream()
                            .map(next ->
                                    String.format(Locale.ROOT, "%s (%.0f %%)", next.getKey(), next.getValue() * 100))
                            .collect(Collectors.joining(", ")));
        }
        return --left > 0;
    }

    /** Users are known by the hash of their name only. */
    private static String user(final UserDueDecoder due) {
        return HexFormat.of().toHexDigits(due.userId());
    }

    private static void write(
            final UserDueDecoder due, final String group, final String action, final Map<String, Double> objects) {
        JsonOutput.print(out -> {
            out.writeStartObject();
            out.writeStringField("user", user(due));
            out.writeStringField("group", group);
            out.writeNumberField("seen_ms", due.seenMs());
            out.writeNumberField("from_ms", due.fromMs());
            out.writeNumberField("until_ms", due.untilMs());
            out.writeNumberField("probability", due.probability());
            out.writeStringField("action", action);
            out.writeNumberField("action_probability", due.actionProbability());
            out.writeObjectFieldStart("objects");
            for (final Map.Entry<String, Double> next : objects.entrySet()) {
                out.writeNumberField(next.getKey(), next.getValue());
            }
            out.writeEndObject();
            out.writeNumberField("dropped", due.dropped());
            out.writeEndObject();
        });
    }
}
