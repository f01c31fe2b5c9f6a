package io.forerun.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs commands in this process and keeps what they print. */
record Cli(int exitCode, String out, String err) {
    static synchronized Cli run(final String... arguments) {
        final PrintStream out = System.out;
        final PrintStream err = System.err;
        final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            final int exitCode = Main.run(arguments);
            return new Cli(
                    exitCode, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The one line that says what is wrong. */
    String errorLine() {
        return err.lines()
                .filter(line -> line.startsWith("forerun: "))
                .reduce((first, second) -> second)
                .orElse("");
    }
}
