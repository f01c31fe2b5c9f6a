package io.forerun.server;

/**
 * When a server trains its model of users anew.
 *
 * @param everyMs engine time from one training to the next, an hour and up; 0 for never
 */
public record RetrainConfig(long everyMs) {
    /** Once a day. */
    public static final RetrainConfig DEFAULT = new RetrainConfig(86_400_000);

    private static final long LEAST_MS = 3_600_000;

    public RetrainConfig {
        if (everyMs != 0 && everyMs < LEAST_MS) {
            throw new IllegalArgumentException(
                    "retrain.every_ms: value=" + everyMs + ", allowed=0 or " + LEAST_MS + " and up");
        }
    }
}
