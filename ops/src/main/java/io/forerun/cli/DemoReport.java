package io.forerun.cli;

import io.forerun.backtest.HorizonScore;
import io.forerun.backtest.PolicyScore;
import io.forerun.demo.DemoResult;
import io.forerun.plan.Decision;
import io.forerun.replay.Verification;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The demo's findings as text. */
final class DemoReport {
    private static final int SHOWN_DECISIONS = 8;

    private DemoReport() {}

    static String text(final DemoResult result) {
        final StringBuilder out = new StringBuilder();
        line(
                out,
                "%n%,d records played and journalled in %.1f s; judged: %s to %s",
                result.sent().acknowledged(),
                result.seconds(),
                Instant.ofEpochMilli(result.profile().judgedFromMs()),
                Instant.ofEpochMilli(result.profile().endMs()));
        forecasts(out, result.scores());
        decisions(out, result.decisions());
        policies(out, result);
        final Verification replay = result.replay();
        line(
                out,
                "%nReplay of the journal: %,d records, %,.0f/s, state %s, %s",
                replay.records(),
                replay.records() / replay.seconds(),
                JsonOutput.hash(replay.stateHash()),
                replay.match() == Verification.Match.YES
                        ? "equal to the live engine's"
                        : "NOT equal to the live engine's");
        return out.toString();
    }

    private static void forecasts(final StringBuilder out, final List<HorizonScore> scores) {
        line(out, "%nForecasts of demand (wMAPE of a 5-minute bin; lower is better)");
        line(
                out,
                "  %-8s %9s | %9s %9s %9s %9s | %23s | %10s",
                "ahead",
                "forerun",
                "last",
                "mean30",
                "day",
                "week",
                "inside 50 / 80 / 90 %",
                "conf. ECE");
        for (final HorizonScore score : scores) {
            line(
                    out,
                    "  %5d min %8.3f | %9.3f %9.3f %9.3f %9.3f | %6.0f %% %6.0f %% %6.0f %% | %10.3f",
                    score.minutes(),
                    score.wmape(),
                    score.baselines().last(),
                    score.baselines().mean30(),
                    score.baselines().day(),
                    score.baselines().week(),
                    score.coverage().within50() * 100,
                    score.coverage().within80() * 100,
                    score.coverage().within90() * 100,
                    score.confidenceEce());
        }
    }

    private static void decisions(final StringBuilder out, final List<Decision> decisions) {
        line(out, "%nDecisions of that day: %d; the largest:", decisions.size());
        final List<Decision> largest = decisions.stream()
                .sorted(Comparator.comparingInt(decision -> -Math.abs(decision.to() - decision.from())))
                .limit(SHOWN_DECISIONS)
                .sorted(Comparator.comparingLong(Decision::atMs))
                .toList();
        for (final Decision decision : largest) {
            final StringBuilder candidates = new StringBuilder();
            decision.candidates()
                    .forEach(candidate -> candidates
                            .append(' ')
                            .append(candidate.name())
                            .append('=')
                            .append(candidate.nodes()));
            line(
                    out,
                    "  %s %s %3d -> %3d, %s won of%s%s; %.0f requests/min expected, %.0f planned for, risk %.0f %%",
                    Instant.ofEpochMilli(decision.atMs()),
                    decision.target(),
                    decision.from(),
                    decision.to(),
                    decision.won(),
                    candidates,
                    decision.guards().isEmpty() ? "" : ", " + String.join(", ", decision.guards()),
                    decision.forecast().median(),
                    decision.forecast().chosen(),
                    decision.slaRisk() * 100);
        }
    }

    private static void policies(final StringBuilder out, final DemoResult result) {
        line(
                out,
                "%nCapacity on that day (%s nodes at %.3f USD/h, %d s to order one; the same load for all)",
                result.nodeType().name(),
                result.nodeType().usdPerHour(),
                result.nodeType().leadTimeMs() / 1_000);
        line(
                out,
                "  %-40s %9s %10s %10s %10s %9s %8s",
                "",
                "cost USD",
                "unserved",
                "short n.h",
                "spare n.h",
                "SLA min",
                "actions");
        for (final PolicyScore policy : result.policies()) {
            line(
                    out,
                    "  %-40s %9.2f %8.3f %% %10.2f %10.1f %9.1f %8.0f",
                    policy.setting().isEmpty() ? policy.policy() : policy.policy() + ", " + policy.setting(),
                    policy.costUsd().value(),
                    policy.unservedPct().value(),
                    policy.deficientCapacityHours().value(),
                    policy.excessCapacityHours().value(),
                    policy.slaMinutes().value(),
                    policy.scaleActions().value());
        }
    }

    private static void line(final StringBuilder out, final String format, final Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
