package io.forerun.perf;

/** A fast wrong answer fails. */
final class Answers {
    private Answers() {}

    static void require(final String what, final long value, final long expected) {
        if (value != expected) {
            throw new IllegalStateException("benchmark: " + what + "=" + value + ", expected=" + expected);
        }
    }
}
