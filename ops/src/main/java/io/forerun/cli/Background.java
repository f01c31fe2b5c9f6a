package io.forerun.cli;

import io.forerun.replay.Niceness;
import picocli.CommandLine.Option;

/** Options of a command that a server runs beside itself. */
final class Background {
    @Option(
            names = "--background",
            description = "As a server does: only where a core would be idle, and first to go where memory runs short.")
    private boolean isOn;

    @Option(names = "--ends-with", paramLabel = "PID", description = "End where that process has, however it ended.")
    private Long other;

    boolean isOn() {
        return isOn;
    }

    /** Stands back where that was asked for; before any work. */
    void begin() {
        if (isOn) {
            Niceness.standBack();
        }
        if (other != null) {
            Program.endWith(other);
        }
    }
}
