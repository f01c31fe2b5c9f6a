package io.forerun.cli;

import io.forerun.trace.Interval;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of every command that judges on the last part of a file. */
final class TraceOption {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            required = true,
            description = "Activity CSV, web-server log or demand CSV; plain or .gz.")
    private Path trace;

    @Option(
            names = "--test-from",
            paramLabel = "TIME",
            description = "Begin of the test: milliseconds, or 2026-01-31T12:00:00Z (default: the last fifth).")
    private String testFrom;

    @Option(names = "--test-to", paramLabel = "TIME", description = "End of the test (default: the end of the file).")
    private String testTo;

    @Option(
            names = "--mask",
            paramLabel = "A..B",
            description = "Time that is missing, such as an outage; may be given several times.")
    private List<String> masks = List.of();

    /** The file; refuses standard input, since files are read more than once. */
    Path file() {
        if (trace.toString().equals("-")) {
            throw new BadInputException("--trace: value=-, allowed=a file: it is read twice");
        }
        return trace;
    }

    /** Begin of the test, milliseconds since the epoch. */
    long testFromMs(final long unset) {
        return testFrom == null ? unset : ReplayCommand.time("--test-from", testFrom);
    }

    /** End of the test, milliseconds since the epoch. */
    long testToMs(final long unset) {
        return testTo == null ? unset : ReplayCommand.time("--test-to", testTo);
    }

    /** What is missing. */
    List<Interval> masks() {
        return masks.stream().map(TraceOption::mask).toList();
    }

    private static Interval mask(final String text) {
        final int dots = text.indexOf("..");
        if (dots < 0) {
            throw new BadInputException(
                    "--mask: value=" + text + ", allowed=two times, as 2026-01-31T12:00:00Z..2026-02-01T00:00:00Z");
        }
        final long fromMs = ReplayCommand.time("--mask", text.substring(0, dots));
        final long toMs = ReplayCommand.time("--mask", text.substring(dots + 2));
        if (toMs <= fromMs) {
            throw new BadInputException("--mask: value=" + text + ", allowed=an end later than the begin");
        }
        return new Interval(fromMs, toMs);
    }
}
