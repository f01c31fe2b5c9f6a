package io.forerun.backtest.report;

import io.forerun.backtest.BacktestResult;
import io.forerun.backtest.Figure;
import io.forerun.backtest.PolicyScore;
import io.forerun.backtest.Reading;
import io.forerun.chart.Html;
import io.forerun.chart.Page;
import io.forerun.chart.Plot;
import java.time.Instant;
import java.util.Locale;

/** A backtest as one HTML file that needs nothing else: plots are inline SVG; no script, no network. */
public final class BacktestPage {
    private static final long DETAIL_MS = 2 * 86_400_000L;

    private BacktestPage() {}

    /** The whole file. */
    public static String of(final BacktestResult result) {
        final StringBuilder out = new StringBuilder();
        out.append(
                        "<p>Every policy met the same demand, lead times and failures; what has settings was tuned before the"
                                + " test. Tested ")
                .append(Instant.ofEpochMilli(result.testFromMs()))
                .append(" to ")
                .append(Instant.ofEpochMilli(result.testToMs()))
                .append(".</p>\n");
        facts(out, result);
        out.append(Html.figure(
                "Cost against shortfall",
                ParetoChart.legend() + ParetoChart.svg(result),
                "Lower left is better; an oracle knows demand beforehand."));
        out.append(Html.figure(
                "Figures",
                table(result),
                "In brackets the middle 95 % of days drawn anew. Regret is price plus penalty"
                        + " above the oracle that waits for its nodes."));
        courses(out, result);
        return Page.of("Policies on " + result.trace(), out.toString());
    }

    private static void facts(final StringBuilder out, final BacktestResult result) {
        if (result.readings().isEmpty()) {
            return;
        }
        out.append("<div class=\"facts\">");
        for (final Reading at : result.readings()) {
            final String where = " where hpa leaves " + Plot.number(at.unservedPct()) + " %";
            Page.fact(out, change(at.unservedAtCostPct() / at.unservedPct()), "unserved at equal cost" + where);
            Page.fact(out, change(at.costAtUnservedUsd() / at.costUsd()), "cost at equal shortfall" + where);
        }
        out.append("</div>\n");
    }

    private static String change(final double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%+.0f %%", 100 * (ratio - 1)) : "–";
    }

    private static String table(final BacktestResult result) {
        final StringBuilder out = new StringBuilder("<div class=\"scroll\"><table><thead><tr><th>policy</th><th>cost,"
                + " USD</th><th>unserved, %</th><th>deficit, node-h</th><th>excess, node-h</th><th>SLA min</th><th>P99"
                + " wait, s</th><th>actions</th><th>regret, %</th></tr></thead><tbody>\n");
        for (final PolicyScore policy : result.policies()) {
            out.append("<tr class=\"first\"><th>")
                    .append(Html.escape(policy.policy()))
                    .append("<br><small>")
                    .append(Html.escape(policy.setting()))
                    .append("</small></th>");
            cell(out, policy.costUsd(), "%.2f", 1);
            cell(out, policy.unservedPct(), "%.3f", 1);
            cell(out, policy.deficientCapacityHours(), "%.1f", 1);
            cell(out, policy.excessCapacityHours(), "%.0f", 1);
            cell(out, policy.slaMinutes(), "%.0f", 1);
            cell(out, policy.p99WaitMs(), "%.0f", 1_000);
            cell(out, policy.scaleActions(), "%.0f", 1);
            cell(out, policy.regretPct(), "%.1f", 1);
            out.append("</tr>\n");
        }
        return out.append("</tbody></table></div>\n").toString();
    }

    private static void cell(final StringBuilder out, final Figure figure, final String format, final double divisor) {
        out.append("<td>").append(text(format, figure.value() / divisor));
        out.append(" <small>[")
                .append(text(format, figure.low() / divisor))
                .append(", ")
                .append(text(format, figure.high() / divisor))
                .append("]</small></td>");
    }

    private static String text(final String format, final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
    }

    private static void courses(final StringBuilder out, final BacktestResult result) {
        final int buckets = result.picture().demand().length;
        final CourseChart whole = new CourseChart(result.picture(), result.testFromMs(), 0);
        final int detail =
                (int) Math.max(0, buckets - DETAIL_MS / result.picture().bucketMs());
        final CourseChart last = new CourseChart(result.picture(), result.testFromMs(), detail);
        out.append("<h2>Demand</h2>\n")
                .append(Html.figure(
                        "The whole test",
                        CourseChart.demandLegend() + whole.demand(),
                        "In reference nodes at the planned utilisation; a point is the mean of several minutes."))
                .append(Html.figure("The last two days", CourseChart.demandLegend() + last.demand(), ""))
                .append("<h2>Capacity over the last two days</h2>\n")
                .append(CourseChart.capacityLegend());
        for (final PolicyScore policy : result.policies()) {
            out.append(Html.figure(policy.policy(), last.capacity(policy.policy()), policy.setting()));
        }
    }
}
