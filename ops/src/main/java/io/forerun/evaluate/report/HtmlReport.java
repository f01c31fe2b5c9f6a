package io.forerun.evaluate.report;

import io.forerun.chart.Html;
import io.forerun.chart.Page;
import io.forerun.evaluate.EvaluationResult;
import io.forerun.evaluate.HorizonAccuracy;
import io.forerun.evaluate.ScoredBins;
import io.forerun.evaluate.SeriesAccuracy;
import java.time.Instant;

/** An evaluation as one HTML file that needs nothing else: plots are inline SVG; no script, no network. */
public final class HtmlReport {
    private static final long DETAIL_MS = 2 * 86_400_000L;

    private HtmlReport() {}

    /** The whole file. */
    public static String of(final EvaluationResult result) {
        final SeriesAccuracy first = result.series().getFirst();
        final StringBuilder out = new StringBuilder();
        out.append("<p>Rolling origin, no look-ahead: every bin of the test is held against what was said"
                        + " before. Tested ")
                .append(Instant.ofEpochMilli(first.split().testFromMs()))
                .append(" to ")
                .append(Instant.ofEpochMilli(first.split().testToMs()))
                .append("; trained on what came before, from ")
                .append(Instant.ofEpochMilli(first.split().fromMs()))
                .append(".</p>\n");
        facts(out, result, first);
        out.append("<h2>").append(Html.escape(first.name())).append("</h2>\n");
        plots(out, first);
        figures(out, result, first);
        others(out, result);
        return Page.of("Forecasts of " + result.trace(), out.toString());
    }

    private static void facts(final StringBuilder out, final EvaluationResult result, final SeriesAccuracy first) {
        final HorizonAccuracy middle = first.horizons().get(FanChart.horizon(first));
        final String ahead = middle.minutes() + " min ahead";
        out.append("<div class=\"facts\">");
        Page.fact(out, Html.number(middle.wmape()), "wMAPE of " + first.name() + ", " + ahead);
        Page.fact(
                out,
                Html.number(result.meanRatioToBestBaseline()),
                "error against the best simple way, geometric mean");
        Page.fact(out, Html.percent(middle.coverage().within90()) + " %", "inside the 90 % band, " + ahead);
        Page.fact(out, Html.number(middle.confidenceEce()), "calibration error of the confidence, " + ahead);
        out.append("</div>\n");
    }

    private static void plots(final StringBuilder out, final SeriesAccuracy series) {
        out.append(Html.figure(
                "The whole test",
                FanChart.legend() + FanChart.svg(series, 0),
                "What came, before the bands forecast for it. Where bins are many, a point is the mean of several."));
        out.append(Html.figure(
                "The last two days", FanChart.legend() + FanChart.svg(series, detailFrom(series)), "Bin by bin."));
        out.append(Html.figure(
                "Error by horizon",
                ErrorChart.legend() + ErrorChart.svg(series.horizons()),
                "Lower is better; grey are simple ways on the same bins."));
        out.append(Html.figure(
                "What is stated and what is kept",
                CalibrationCharts.legend(series.horizons()) + "<div class=\"two-plots\">"
                        + CalibrationCharts.reliability(series.horizons())
                        + CalibrationCharts.transform(series.horizons()) + "</div>\n",
                "Left: stated confidence against the share of bins within ±20 % of the median; larger dots were"
                        + " stated more often. Right: flat is right, a hill means bands too wide, a bowl too narrow."));
        if (series.weights() != null && series.weights().experts().size() > 1) {
            final WeightsChart weights = new WeightsChart(series);
            out.append(Html.figure(
                    "Experts' weights over time",
                    weights.legend() + weights.svg(),
                    "Shares in the forecast "
                            + series.horizons().get(FanChart.horizon(series)).minutes()
                            + " min ahead."));
        }
    }

    private static long detailFrom(final SeriesAccuracy series) {
        final ScoredBins bins = series.scored().get(FanChart.horizon(series));
        return bins.size() == 0 ? 0 : bins.startMs(bins.size() - 1) - DETAIL_MS;
    }

    private static void figures(final StringBuilder out, final EvaluationResult result, final SeriesAccuracy first) {
        out.append("<h2>Figures</h2>\n");
        out.append(Html.figure(
                "Error of the median",
                Tables.errors(result),
                "wMAPE; \"to best\" is against the best of the four simple ways; MASE is against the naive day in"
                        + " the training part."));
        out.append(Html.figure(
                "Distributions",
                Tables.distributions(result),
                "WQL over .1 to .9; ratio to a seasonal naive forecast calibrated alike; % of bins inside the bands,"
                        + " in the steepest tenth of hours, and by plain comparison."));
        out.append(Html.figure(
                "Experts alone on " + first.name(), Tables.experts(first.horizons()), "WQL, each calibrated alike."));
        if (result.users() != null) {
            out.append(Html.figure(
                    "Users", Tables.users(result.users()), "Shares of the test's events foretold, event by event."));
        }
    }

    private static void others(final StringBuilder out, final EvaluationResult result) {
        if (result.series().size() > 1) {
            out.append("<h2>The other series, their last two days</h2>\n");
        }
        for (final SeriesAccuracy series :
                result.series().subList(1, result.series().size())) {
            out.append("<details><summary>")
                    .append(Html.escape(series.name()))
                    .append("</summary>\n")
                    .append(FanChart.legend())
                    .append(FanChart.svg(series, detailFrom(series)))
                    .append("</details>\n");
        }
    }
}
