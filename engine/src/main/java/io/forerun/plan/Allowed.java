package io.forerun.plan;

/**
 * Range checks of configuration values. The message begins with the key and a colon, so that a reader of files can find the
 * line the key stands in and put the path before it.
 */
final class Allowed {
    private static final int LONGEST_NAME = 64;

    private Allowed() {}

    static void range(final String key, final double value, final double low, final double high) {
        if (!(value >= low && value <= high)) {
            throw refused(key, text(value), text(low) + " to " + text(high));
        }
    }

    static void positive(final String key, final double value) {
        if (!(value > 0)) {
            throw refused(key, text(value), "above 0");
        }
    }

    static void name(final String key, final String value) {
        boolean good = !value.isEmpty() && value.length() <= LONGEST_NAME;
        for (int index = 0; good && index < value.length(); index++) {
            final char letter = value.charAt(index);
            good = letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9'
                    || "._-".indexOf(letter) >= 0;
        }
        if (!good) {
            throw refused(key, value, "1 to " + LONGEST_NAME + " of a-z A-Z 0-9 . _ -");
        }
    }

    static IllegalArgumentException refused(final String key, final String value, final String allowed) {
        return new IllegalArgumentException(key + ": value=" + value + ", allowed=" + allowed);
    }

    /** Whole numbers without a fraction, as people write them. */
    private static String text(final double value) {
        final long whole = (long) value;
        return whole == value && Math.abs(value) < 1e15 ? Long.toString(whole) : Double.toString(value);
    }
}
