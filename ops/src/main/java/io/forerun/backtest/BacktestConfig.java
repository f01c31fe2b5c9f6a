package io.forerun.backtest;

import io.forerun.backtest.simulation.Scenario;
import io.forerun.trace.Interval;
import java.time.Instant;
import java.util.List;

/**
 * What to run.
 *
 * @param testFromMs begin of the test, {@link #UNSET} for the last fifth of the span
 * @param testToMs end of the test, {@link #UNSET} for the end of the span
 * @param masks time that is missing, whatever the file says of it
 * @param series of a demand file, summed; empty for all
 * @param scenario what happens to orders and nodes
 * @param policies names, of {@link #POLICIES}, in the order of the answer
 */
public record BacktestConfig(
        long testFromMs,
        long testToMs,
        List<Interval> masks,
        List<String> series,
        Scenario scenario,
        List<String> policies) {
    /** No time given. */
    public static final long UNSET = -1;

    /** All policies there are. */
    public static final List<String> POLICIES = List.of(
            "static-peak",
            "hpa",
            "target-tracking",
            "aws-predictive",
            "weekly-offset",
            "percentile",
            "crane-dsp",
            "seasonal-mpc",
            "forerun",
            "forerun-single",
            "forerun-foreseen",
            "forerun-floor",
            "oracle-lead",
            "oracle-instant");

    /** The last fifth of the span, nothing masked, all policies. */
    public static final BacktestConfig DEFAULT =
            new BacktestConfig(UNSET, UNSET, List.of(), List.of(), Scenario.USUAL, POLICIES);

    public BacktestConfig {
        if (testFromMs != UNSET && testToMs != UNSET && testToMs <= testFromMs) {
            throw new IllegalArgumentException("--test-to: value=" + Instant.ofEpochMilli(testToMs)
                    + ", allowed=later than --test-from " + Instant.ofEpochMilli(testFromMs));
        }
        for (final String policy : policies) {
            if (!POLICIES.contains(policy)) {
                throw new IllegalArgumentException(
                        "--policies: value=" + policy + ", allowed=" + String.join(", ", POLICIES));
            }
        }
        if (policies.isEmpty() || policies.stream().distinct().count() != policies.size()) {
            throw new IllegalArgumentException(
                    "--policies: value=" + String.join(",", policies) + ", allowed=each name once, one at least");
        }
        masks = List.copyOf(masks);
        series = List.copyOf(series);
        policies = List.copyOf(policies);
    }
}
