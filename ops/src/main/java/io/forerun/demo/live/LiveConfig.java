package io.forerun.demo.live;

import java.nio.file.Path;
import java.util.List;

/**
 * What is played.
 *
 * @param seed of the load
 * @param periods rises and falls; the first two are not measured
 * @param periodMs length of one
 * @param lowPerSecond requests in the valley
 * @param highPerSecond requests at the peak, more or less
 * @param serviceMs time that a worker spends on one request; it has one at a time
 * @param warmUpMs time from a worker's start to its first request
 * @param slowMs a request that takes longer is slow
 * @param forerunTarget share of a worker that Forerun plans for
 * @param reactiveTarget share of a worker that the autoscaler aims at
 * @param worker command of a worker, without its arguments
 * @param directory for journal and workers' state
 */
public record LiveConfig(
        long seed,
        int periods,
        int periodMs,
        double lowPerSecond,
        double highPerSecond,
        int serviceMs,
        int warmUpMs,
        int slowMs,
        double forerunTarget,
        double reactiveTarget,
        List<String> worker,
        Path directory) {
    /** Periods that everybody may learn from. */
    public static final int UNMEASURED = 2;

    public LiveConfig {
        worker = List.copyOf(worker);
        if (periods <= UNMEASURED) {
            throw new IllegalArgumentException("periods: value=" + periods + ", allowed=more than " + UNMEASURED);
        }
    }

    /** Six periods of 40 s between 20 and 120 requests a second. */
    public static LiveConfig of(final long seed, final List<String> worker, final Path directory) {
        return new LiveConfig(seed, 6, 40_000, 20, 120, 40, 4_000, 250, 0.8, 0.6, worker, directory);
    }

    int lengthMs() {
        return periods * periodMs;
    }

    int measuredFromMs() {
        return UNMEASURED * periodMs;
    }

    /** Requests that a worker can serve in a second. */
    double perWorkerSecond() {
        return 1_000.0 / serviceMs;
    }
}
