package io.forerun.cli;

import io.forerun.backtest.BacktestResult;
import io.forerun.backtest.FrontPoint;
import io.forerun.backtest.PolicyScore;
import io.forerun.backtest.Reading;
import io.forerun.backtest.rival.HpaSetting;
import java.time.Instant;
import java.util.Locale;

/** A backtest as tables. */
final class BacktestText {
    private BacktestText() {}

    static String of(final BacktestResult result) {
        final StringBuilder out = new StringBuilder();
        line(
                out,
                "%s, test %s to %s",
                result.trace(),
                Instant.ofEpochMilli(result.testFromMs()),
                Instant.ofEpochMilli(result.testToMs()));
        line(
                out,
                "%n%-15s %10s %11s %10s %10s %9s %8s %8s %9s",
                "policy",
                "cost USD",
                "unserved %",
                "deficit h",
                "excess h",
                "SLA min",
                "p99 ms",
                "actions",
                "regret %");
        for (final PolicyScore policy : result.policies()) {
            line(
                    out,
                    "%-15s %10.2f %11.4f %10.2f %10.1f %9.1f %8.0f %8.0f %9.1f  %s",
                    policy.policy(),
                    policy.costUsd().value(),
                    policy.unservedPct().value(),
                    policy.deficientCapacityHours().value(),
                    policy.excessCapacityHours().value(),
                    policy.slaMinutes().value(),
                    policy.p99WaitMs().value(),
                    policy.scaleActions().value(),
                    policy.regretPct().value(),
                    policy.setting());
        }
        hpaFront(result, out);
        readings(result, out);
        return out.toString();
    }

    private static void hpaFront(final BacktestResult result, final StringBuilder out) {
        line(
                out,
                "%nhpa at every setting, best first in cost%n%7s %5s %10s %11s",
                "target",
                "min",
                "cost USD",
                "unserved %");
        for (final FrontPoint<HpaSetting> point : result.hpaFront()) {
            line(
                    out,
                    "%5d %% %5d %10.2f %11.4f",
                    point.setting().targetPct(),
                    point.setting().minNodes(),
                    point.costUsd(),
                    point.unservedPct());
        }
    }

    private static void readings(final BacktestResult result, final StringBuilder out) {
        if (result.forerunFront().isEmpty()) {
            return;
        }
        line(out, "%nforerun with shortfall so many times as dear%n%7s %10s %11s", "factor", "cost USD", "unserved %");
        for (final FrontPoint<Double> point : result.forerunFront()) {
            line(out, "%7.3f %10.2f %11.4f", point.setting(), point.costUsd(), point.unservedPct());
        }
        line(
                out,
                "%nforerun against hpa%n%15s %10s   %-26s %s",
                "hpa unserved %",
                "cost USD",
                "at equal cost unserved %",
                "at equal unserved cost USD");
        for (final Reading at : result.readings()) {
            line(
                    out,
                    "%15.1f %10.2f   %10.4f (%+6.1f %%)      %10.2f (%+6.1f %%)",
                    at.unservedPct(),
                    at.costUsd(),
                    at.unservedAtCostPct(),
                    100 * (at.unservedAtCostPct() / at.unservedPct() - 1),
                    at.costAtUnservedUsd(),
                    100 * (at.costAtUnservedUsd() / at.costUsd() - 1));
        }
    }

    private static void line(final StringBuilder out, final String format, final Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
