package io.forerun.cli;

import io.forerun.backtest.HorizonScore;
import io.forerun.evaluate.EvaluationResult;
import io.forerun.evaluate.HorizonAccuracy;
import io.forerun.evaluate.SeriesAccuracy;
import io.forerun.evaluate.Split;
import io.forerun.evaluate.users.UserAccuracy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation's findings as tables. */
final class EvaluateText {
    private static final int SHOWN_EXPERTS = 4;

    private EvaluateText() {}

    static String of(final EvaluationResult result) {
        final StringBuilder out = new StringBuilder();
        errors(out, result);
        distributions(out, result);
        experts(out, result);
        if (result.users() != null) {
            users(out, result.users());
        }
        return out.toString();
    }

    private static void errors(final StringBuilder out, final EvaluationResult result) {
        line(out, "%nForecasts of %s: error of the median (wMAPE; lower is better)", result.trace());
        final int width = width(result);
        line(
                out,
                "  %-" + width + "s %4s %8s | %7s | %7s %7s %7s %7s | %7s | %6s",
                "",
                "bin",
                "ahead",
                "forerun",
                "last",
                "mean30",
                "day",
                "week",
                "to best",
                "MASE");
        Split shown = null;
        for (final SeriesAccuracy series : result.series()) {
            if (!series.split().equals(shown)) {
                shown = series.split();
                line(
                        out,
                        "  test %s to %s",
                        Instant.ofEpochMilli(shown.testFromMs()),
                        Instant.ofEpochMilli(shown.testToMs()));
            }
            for (final HorizonAccuracy horizon : series.horizons()) {
                final HorizonScore.Baselines simple = horizon.baselines();
                line(
                        out,
                        "  %-" + width + "s %4d %4d min | %7s | %7s %7s %7s %7s | %7s | %6s",
                        horizon == series.horizons().getFirst() ? series.name() : "",
                        series.binMinutes(),
                        horizon.minutes(),
                        number(horizon.wmape()),
                        number(simple.last()),
                        number(simple.mean30()),
                        number(simple.day()),
                        number(simple.week()),
                        number(horizon.wmape() / horizon.bestBaseline()),
                        number(horizon.mase()));
            }
        }
        line(
                out,
                "  error against the best simple way, geometric mean over all of the above: %s",
                number(result.meanRatioToBestBaseline()));
    }

    private static void distributions(final StringBuilder out, final EvaluationResult result) {
        line(out, "%nDistributions (WQL over .1 to .9; its ratio to a seasonal naive forecast calibrated alike)");
        final int width = width(result);
        line(
                out,
                "  %-" + width + "s %8s | %7s %7s | %18s | %18s | %9s",
                "",
                "ahead",
                "WQL",
                "ratio",
                "in 50 / 80 / 90 %",
                "in steepest hours",
                "conf. ECE");
        for (final SeriesAccuracy series : result.series()) {
            for (final HorizonAccuracy horizon : series.horizons()) {
                line(
                        out,
                        "  %-" + width + "s %4d min | %7s %7s | %18s | %18s | %9s",
                        horizon == series.horizons().getFirst() ? series.name() : "",
                        horizon.minutes(),
                        number(horizon.wql()),
                        number(horizon.wqlRatioSeasonalNaive()),
                        coverage(horizon.coverage()),
                        coverage(horizon.coverageSteep()),
                        number(horizon.confidenceEce()));
            }
        }
    }

    private static void experts(final StringBuilder out, final EvaluationResult result) {
        final SeriesAccuracy first = result.series().getFirst();
        line(out, "%nBest experts alone on %s (WQL)", first.name());
        for (final HorizonAccuracy horizon : first.horizons()) {
            final List<Map.Entry<String, Double>> best = horizon.experts().entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .limit(SHOWN_EXPERTS)
                    .toList();
            final StringBuilder list = new StringBuilder();
            best.forEach(
                    expert -> list.append(String.format("  %-14s %s", expert.getKey(), number(expert.getValue()))));
            line(out, "  %4d min | all together %s |%s", horizon.minutes(), number(horizon.wql()), list);
        }
    }

    private static void users(final StringBuilder out, final UserAccuracy users) {
        line(out, "%nNext action of a user (%,d events of users seen before)", users.events());
        line(out, "  %-34s %8s %8s", "", "first", "in three");
        line(out, "  %-34s %8s %8s", "forerun", number(users.top1()), number(users.top3()));
        line(out, "  %-34s %8s %8s", "chain over all users", number(users.top1Markov()), number(users.top3Markov()));
        line(out, "  %-34s %8s", "most frequent", number(users.top1Frequent()));
        if (users.objects() != null) {
            final UserAccuracy.Objects objects = users.objects();
            line(out, "Next object (%,d events)", objects.events());
            line(out, "  %-34s %8s %8s", "forerun", number(objects.top1()), number(objects.top3()));
            line(
                    out,
                    "  %-34s %8s %8s",
                    "chain over all users",
                    number(objects.top1Markov()),
                    number(objects.top3Markov()));
            line(out, "  %-34s %8s", "most frequent", number(objects.top1Frequent()));
        }
        line(
                out,
                "Time of a user's events, nats per event (seconds): network %s | self-exciting %s | constant rate %s",
                number(users.nllModel()),
                number(users.nllHawkes()),
                number(users.nllPoisson()));
        for (final UserAccuracy.Promise promise : users.promises()) {
            line(
                    out,
                    "Requests of known users expected within %d min, over actual: %s, corrected online %s (a day off by %s)",
                    promise.minutes(),
                    number(promise.raw()),
                    number(promise.corrected()),
                    number(promise.dayOff()));
        }
        if (users.prewarm() != null) {
            line(
                    out,
                    "Users announced as due within 5 min, precision and recall: network from probability %s on %s %s | idle-time"
                            + " histograms %s %s",
                    number(users.prewarm().threshold()),
                    number(users.prewarm().precision()),
                    number(users.prewarm().recall()),
                    number(users.prewarm().precisionHistogram()),
                    number(users.prewarm().recallHistogram()));
        }
    }

    private static int width(final EvaluationResult result) {
        return result.series().stream()
                .mapToInt(series -> series.name().length())
                .max()
                .orElse(1);
    }

    private static String coverage(final HorizonScore.Coverage coverage) {
        return share(coverage.within50()) + " / " + share(coverage.within80()) + " / " + share(coverage.within90());
    }

    private static String share(final double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%4.1f", share * 100) : "   -";
    }

    private static String number(final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
    }

    private static void line(final StringBuilder out, final String format, final Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
