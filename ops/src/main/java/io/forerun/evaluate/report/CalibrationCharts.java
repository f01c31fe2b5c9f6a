package io.forerun.evaluate.report;

import io.forerun.chart.Html;
import io.forerun.chart.Plot;
import io.forerun.chart.Scale;
import io.forerun.evaluate.HorizonAccuracy;
import java.util.ArrayList;
import java.util.List;

/** Whether confidence and distributions keep what they say. */
final class CalibrationCharts {
    private static final int WIDTH = 350;
    private static final int HEIGHT = 280;

    /** Share of the bins from which a tenth is joined by the line: fewer say little. */
    private static final double SPOKEN = 0.01;

    private static final String[] STYLES = {"one", "two", "three"};

    private CalibrationCharts() {}

    /** Stated against kept confidence; the area of a dot is the number of claims. */
    static String reliability(final List<HorizonAccuracy> horizons) {
        final Plot plot = new Plot("Reliability of the confidence", WIDTH, HEIGHT);
        final Scale across = new Scale(0, 1, plot.left(), plot.right());
        final Scale up = new Scale(0, 1, plot.bottom(), plot.top());
        plot.vertical(up, "share that came within ±20 %");
        plot.line("ideal", across.pixel(0), up.pixel(0), across.pixel(1), up.pixel(1));
        for (int index = 0; index < horizons.size(); index++) {
            final HorizonAccuracy horizon = horizons.get(index);
            final List<double[]> line = new ArrayList<>();
            for (final HorizonAccuracy.Claims claims : horizon.reliability()) {
                if (claims.count() > 0) {
                    final double x = across.pixel(claims.stated());
                    final double y = up.pixel(claims.kept());
                    if (claims.count() >= horizon.bins() * SPOKEN) {
                        line.add(new double[] {x, y});
                    }
                    plot.dot(
                            STYLES[index] + " fill", x, y, 2 + 9 * Math.sqrt((double) claims.count() / horizon.bins()));
                }
            }
            plot.path(STYLES[index] + " thin", line);
        }
        return plot.horizontal(across, 5, "stated confidence").svg();
    }

    /** Share of bins by tenth of the transform. */
    static String transform(final List<HorizonAccuracy> horizons) {
        final Plot plot = new Plot("Histogram of the probability integral transform", WIDTH, HEIGHT);
        final int tenths = 10;
        double largest = 0.15;
        for (final HorizonAccuracy horizon : horizons) {
            for (final double share : horizon.pitHistogram()) {
                largest = share > largest ? share : largest; // NaN where nothing was scored
            }
        }
        final Scale across = new Scale(0, 1, plot.left(), plot.right());
        final Scale up = Scale.fromZero(largest * 100, plot.bottom(), plot.top());
        plot.vertical(up, "% of bins");
        final double width = 0.9 / tenths / horizons.size();
        for (int index = 0; index < horizons.size(); index++) {
            for (int tenth = 0; tenth < tenths; tenth++) {
                final double share = horizons.get(index).pitHistogram().get(tenth) * 100;
                final double from = (tenth + 0.05) / tenths + index * width;
                if (share == share) {
                    plot.box(
                            STYLES[index] + " fill",
                            across.pixel(from),
                            up.pixel(share),
                            across.pixel(from + width) - across.pixel(from),
                            up.pixel(0) - up.pixel(share));
                }
            }
        }
        plot.line("ideal", across.pixel(0), up.pixel(10), across.pixel(1), up.pixel(10));
        return plot.horizontal(across, 5, "where in its forecast a bin lay").svg();
    }

    static String legend(final List<HorizonAccuracy> horizons) {
        final StringBuilder keys = new StringBuilder("<p class=\"keys\">");
        for (int index = 0; index < horizons.size(); index++) {
            keys.append(Html.key(STYLES[index], horizons.get(index).minutes() + " min ahead"));
        }
        return keys.append(Html.key("ideal", "ideal")).append("</p>\n").toString();
    }
}
