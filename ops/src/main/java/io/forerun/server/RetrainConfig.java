package io.forerun.server;

import java.util.List;

/**
 * When a server trains its model of users anew, and what does it.
 *
 * @param everyMs engine time from one training to the next, an hour and up; 0 for never
 * @param program command that starts this program, without a subcommand; training is a process of its own
 */
public record RetrainConfig(long everyMs, List<String> program) {
    /** Once a day, where nothing else is asked for. */
    public static final int DAILY_MS = 86_400_000;

    /** Not at all, as in event time. */
    public static final RetrainConfig NEVER = new RetrainConfig(0, List.of());

    private static final long LEAST_MS = 3_600_000;

    public RetrainConfig {
        if (everyMs != 0 && everyMs < LEAST_MS) {
            throw new IllegalArgumentException(
                    "retrain.every_ms: value=" + everyMs + ", allowed=0 or " + LEAST_MS + " and up");
        }
        if (everyMs != 0 && program.isEmpty()) {
            throw new IllegalArgumentException("retrain.program: value=none, allowed=a command");
        }
        program = List.copyOf(program);
    }
}
