package io.forerun.provision;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A minimum above what it was, as annotated at the provider.
 *
 * @param base minimum before the first raise
 * @param floor minimum now
 * @param expiresMs when anybody may give the base back
 */
public record RaisedFloor(int base, int floor, long expiresMs) {
    private static final Pattern FORM = Pattern.compile("base=([0-9]{1,9}) floor=([0-9]{1,9}) expires=(\\S+)");

    /** As an annotation or tag, which people can read, too. */
    public String text() {
        return "base=" + base + " floor=" + floor + " expires=" + Instant.ofEpochMilli(expiresMs);
    }

    /** What a text says; empty where it is not of that form. */
    public static Optional<RaisedFloor> parse(final String text) {
        final Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            final long expiresMs = Instant.parse(form.group(3)).toEpochMilli();
            return Optional.of(
                    new RaisedFloor(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), expiresMs));
        } catch (final DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
