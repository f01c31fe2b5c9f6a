package io.forerun.evaluate.report;

import io.forerun.backtest.HorizonScore;
import io.forerun.chart.Html;
import io.forerun.evaluate.EvaluationResult;
import io.forerun.evaluate.HorizonAccuracy;
import io.forerun.evaluate.SeriesAccuracy;
import io.forerun.evaluate.users.UserAccuracy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a report as tables. */
final class Tables {
    private Tables() {}

    static String errors(final EvaluationResult result) {
        final StringBuilder out =
                begin("series", "bin", "ahead", "forerun", "last", "mean 30", "day", "week", "to best", "MASE");
        each(
                result,
                out,
                (series, horizon) -> row(
                        out,
                        series.binMinutes() + " min",
                        horizon.minutes() + " min",
                        strong(horizon.wmape()),
                        Html.number(horizon.baselines().last()),
                        Html.number(horizon.baselines().mean30()),
                        Html.number(horizon.baselines().day()),
                        Html.number(horizon.baselines().week()),
                        Html.number(horizon.wmape() / horizon.bestBaseline()),
                        Html.number(horizon.mase())));
        return end(out);
    }

    static String distributions(final EvaluationResult result) {
        final StringBuilder out = begin(
                "series",
                "ahead",
                "WQL",
                "ratio",
                "in 50 %",
                "in 80 %",
                "in 90 %",
                "steep 90 %",
                "raw 90 %",
                "ECE",
                "drifting");
        each(result, out, (series, horizon) -> {
            final HorizonScore.Coverage coverage = horizon.coverage();
            row(
                    out,
                    horizon.minutes() + " min",
                    strong(horizon.wql()),
                    Html.number(horizon.wqlRatioSeasonalNaive()),
                    Html.percent(coverage.within50()),
                    Html.percent(coverage.within80()),
                    Html.percent(coverage.within90()),
                    Html.percent(horizon.coverageSteep().within90()),
                    Html.percent(horizon.coverageRaw().within90()),
                    Html.number(horizon.confidenceEce()),
                    Html.percent(horizon.drifting()));
        });
        return end(out);
    }

    static String experts(final List<HorizonAccuracy> horizons) {
        final StringBuilder out = new StringBuilder("<div class=\"scroll\"><table><thead><tr><th>expert</th>");
        horizons.forEach(horizon -> out.append("<th>").append(horizon.minutes()).append(" min</th>"));
        out.append("</tr></thead>\n<tbody><tr><th>all together</th>");
        horizons.forEach(
                horizon -> out.append("<td>").append(strong(horizon.wql())).append("</td>"));
        for (final String expert : horizons.getFirst().experts().keySet()) {
            out.append("</tr>\n<tr><th>").append(Html.escape(expert)).append("</th>");
            for (final HorizonAccuracy horizon : horizons) {
                out.append("<td>")
                        .append(Html.number(horizon.experts().get(expert)))
                        .append("</td>");
            }
        }
        out.append("</tr>\n");
        return end(out);
    }

    static String users(final UserAccuracy users) {
        final StringBuilder out = begin("", "events", "first guess", "in three");
        final Map<String, double[]> rows = new LinkedHashMap<>();
        rows.put("next action: forerun", new double[] {users.top1(), users.top3()});
        rows.put("next action: chain over all users", new double[] {users.top1Markov(), users.top3Markov()});
        rows.put("next action: most frequent", new double[] {users.top1Frequent(), Double.NaN});
        rows.forEach((name, shares) -> guess(out, name, users.events(), shares[0], shares[1]));
        if (users.objects() != null) {
            final UserAccuracy.Objects objects = users.objects();
            guess(out, "next object: forerun", objects.events(), objects.top1(), objects.top3());
            guess(
                    out,
                    "next object: chain over all users",
                    objects.events(),
                    objects.top1Markov(),
                    objects.top3Markov());
            guess(out, "next object: most frequent", objects.events(), objects.top1Frequent(), Double.NaN);
        }
        return end(out)
                + String.format(
                        Locale.ROOT,
                        "<p>Time of a user's events, nats per event: network %s, self-exciting %s, constant rate %s.</p>%n",
                        Html.number(users.nllModel()),
                        Html.number(users.nllHawkes()),
                        Html.number(users.nllPoisson()));
    }

    private static void guess(
            final StringBuilder out, final String name, final long events, final double first, final double three) {
        out.append("<tr><th>").append(name).append("</th>");
        row(out, String.format(Locale.ROOT, "%,d", events), Html.number(first), Html.number(three));
    }

    /** Told of each row of a table. */
    private interface Row {
        void write(SeriesAccuracy series, HorizonAccuracy horizon);
    }

    private static void each(final EvaluationResult result, final StringBuilder out, final Row row) {
        for (final SeriesAccuracy series : result.series()) {
            for (final HorizonAccuracy horizon : series.horizons()) {
                final boolean isFirst = horizon == series.horizons().getFirst();
                out.append(isFirst ? "<tr class=\"first\"><th>" + Html.escape(series.name()) : "<tr><th>")
                        .append("</th>");
                row.write(series, horizon);
            }
        }
    }

    private static void row(final StringBuilder out, final String... cells) {
        for (final String cell : cells) {
            out.append("<td>").append(cell).append("</td>");
        }
        out.append("</tr>\n");
    }

    private static String strong(final double value) {
        return "<b>" + Html.number(value) + "</b>";
    }

    private static StringBuilder begin(final String... columns) {
        final StringBuilder out = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        for (final String column : columns) {
            out.append("<th>").append(column).append("</th>");
        }
        return out.append("</tr></thead>\n<tbody>");
    }

    private static String end(final StringBuilder out) {
        return out + "</tbody></table></div>\n";
    }
}
