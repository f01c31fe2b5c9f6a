package io.forerun.backtest.report;

import io.forerun.backtest.Picture;
import io.forerun.chart.Html;
import io.forerun.chart.Plot;
import io.forerun.chart.Scale;
import io.forerun.chart.TimeAxis;
import java.util.ArrayList;
import java.util.List;

/** Demand and its forecast, or one policy's capacity over demand, by time. */
final class CourseChart {
    /** Points across; where there are more buckets, a point is the mean of several. */
    private static final int POINTS = 620;

    private final Picture picture;
    private final long startMs;
    private final int from;
    private final int together;
    private final int points;

    /** The buckets of the test from one on. */
    CourseChart(final Picture picture, final long testFromMs, final int from) {
        this.picture = picture;
        this.from = from;
        startMs = testFromMs + (long) from * picture.bucketMs();
        final int buckets = picture.demand().length - from;
        together = (buckets + POINTS - 1) / POINTS;
        points = (buckets + together - 1) / together;
    }

    static String demandLegend() {
        return "<p class=\"keys\">" + Html.key("actual", "demand") + Html.key("median", "forecast 5 min ahead")
                + Html.key("band80", "its middle 80 %") + "</p>\n";
    }

    static String capacityLegend() {
        return "<p class=\"keys\">" + Html.key("actual", "demand") + Html.key("one", "capacity") + "</p>\n";
    }

    /** Demand over what was forecast. */
    String demand() {
        final Plot plot = Plot.wide("Demand and its forecast", 280);
        final boolean forecast = picture.band() != null;
        final Scale nodes = Scale.fromZero(
                Math.max(
                        highest(picture.demand()),
                        forecast ? highest(picture.band().high()) : 0),
                plot.bottom(),
                plot.top());
        final TimeAxis time = axes(plot, nodes);
        if (forecast) {
            for (final int[] run : runs(picture.band().high())) {
                plot.area(
                        "band80",
                        line(picture.band().low(), run, time, nodes),
                        line(picture.band().high(), run, time, nodes));
            }
            plot.path("median", line(picture.band().median(), whole(), time, nodes));
        }
        plot.path("actual", line(picture.demand(), whole(), time, nodes));
        time.draw(plot);
        return plot.svg();
    }

    /** Capacity of a policy over demand. */
    String capacity(final String policy) {
        final float[] capacity = picture.capacity(policy);
        final Plot plot = Plot.wide("Capacity of " + policy + " and demand", 170);
        final Scale nodes =
                Scale.fromZero(Math.max(highest(picture.demand()), highest(capacity)), plot.bottom(), plot.top());
        final TimeAxis time = axes(plot, nodes);
        plot.path("actual", line(picture.demand(), whole(), time, nodes));
        plot.path("one thin", line(capacity, whole(), time, nodes));
        time.draw(plot);
        return plot.svg();
    }

    private TimeAxis axes(final Plot plot, final Scale nodes) {
        plot.vertical(nodes, "reference nodes");
        return new TimeAxis(startMs, startMs + (long) points * together * picture.bucketMs(), plot);
    }

    private int[] whole() {
        return new int[] {0, points};
    }

    /** Stretches of points that are all known. */
    private List<int[]> runs(final float[] values) {
        final List<int[]> runs = new ArrayList<>();
        int begin = 0;
        for (int point = 0; point <= points; point++) {
            if (point == points || Double.isNaN(mean(values, point))) {
                if (point > begin) {
                    runs.add(new int[] {begin, point});
                }
                begin = point + 1;
            }
        }
        return runs;
    }

    private List<double[]> line(final float[] values, final int[] run, final TimeAxis time, final Scale nodes) {
        final List<double[]> line = new ArrayList<>();
        for (int point = run[0]; point < run[1]; point++) {
            final long at = startMs + (long) point * together * picture.bucketMs();
            line.add(new double[] {time.pixel(at), nodes.pixel(mean(values, point))});
        }
        return line;
    }

    /** Over the buckets of a point; NaN where none is known. */
    private double mean(final float[] values, final int point) {
        double sum = 0;
        int known = 0;
        final int first = from + point * together;
        for (int bucket = first; bucket < Math.min(first + together, values.length); bucket++) {
            if (!Float.isNaN(values[bucket])) {
                sum += values[bucket];
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    private double highest(final float[] values) {
        double highest = 0;
        for (int point = 0; point < points; point++) {
            final double mean = mean(values, point);
            highest = mean > highest ? mean : highest;
        }
        return highest;
    }
}
