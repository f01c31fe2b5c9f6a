package io.forerun.evaluate.report;

import io.forerun.chart.Html;
import io.forerun.chart.Plot;
import io.forerun.chart.Scale;
import io.forerun.chart.TimeAxis;
import io.forerun.evaluate.HorizonAccuracy;
import io.forerun.evaluate.ScoredBins;
import io.forerun.evaluate.SeriesAccuracy;
import io.forerun.forecast.ForecastTable;
import java.util.ArrayList;
import java.util.List;

/** Demand over time before the bands that were forecast for it. */
final class FanChart {
    /** Points across; where there are more bins, a point is the mean of several. */
    private static final int POINTS = 340;

    private static final int[][] BANDS = {{0, 6}, {1, 5}, {2, 4}};
    private static final String[] STYLES = {"band90", "band80", "band50"};

    private FanChart() {}

    /** Horizon whose forecasts are drawn: the middle one. */
    static int horizon(final SeriesAccuracy series) {
        return series.horizons().size() / 2;
    }

    static String legend() {
        return "<p class=\"keys\">" + Html.key("actual", "came") + Html.key("median", "median forecast")
                + Html.key("band50", "50 %") + Html.key("band80", "80 %") + Html.key("band90", "90 %") + "</p>\n";
    }

    /** The bins that begin at or after a time. */
    static String svg(final SeriesAccuracy series, final long fromMs) {
        final HorizonAccuracy horizon = series.horizons().get(horizon(series));
        final ScoredBins bins = series.scored().get(horizon(series));
        final List<Point> points = points(bins, fromMs, series.binMinutes());
        final Plot plot = Plot.wide("Demand and forecast of " + series.name(), 300);
        if (points.isEmpty()) {
            return plot.text("middle", 360, 150, "nothing was scored").svg();
        }
        final TimeAxis time =
                new TimeAxis(points.getFirst().startMs, points.getLast().startMs + series.binMinutes() * 60_000L, plot);
        double largest = 0;
        for (final Point point : points) {
            largest = Math.max(largest, Math.max(point.value, point.quantiles[BANDS[1][1]]));
        }
        final Scale demand = Scale.fromZero(largest, plot.bottom(), plot.top());
        plot.vertical(
                demand, "demand per " + series.binMinutes() + " min, forecast " + horizon.minutes() + " min ahead");
        for (final List<Point> run : runs(points)) {
            draw(plot, run, time, demand);
        }
        time.draw(plot);
        return plot.svg();
    }

    private static void draw(final Plot plot, final List<Point> run, final TimeAxis time, final Scale demand) {
        for (int band = 0; band < BANDS.length; band++) {
            plot.area(STYLES[band], line(run, time, demand, BANDS[band][0]), line(run, time, demand, BANDS[band][1]));
        }
        plot.path("median", line(run, time, demand, ForecastTable.MEDIAN));
        plot.path("actual", line(run, time, demand, -1));
    }

    private static List<double[]> line(
            final List<Point> run, final TimeAxis time, final Scale demand, final int quantile) {
        final List<double[]> line = new ArrayList<>();
        for (final Point point : run) {
            final double value = quantile < 0 ? point.value : point.quantiles[quantile];
            line.add(new double[] {time.pixel(point.startMs), demand.pixel(Math.min(value, demand.toValue()))});
        }
        return line;
    }

    /** Points without a hole between them. */
    private static List<List<Point>> runs(final List<Point> points) {
        final List<List<Point>> runs = new ArrayList<>();
        int last = Integer.MIN_VALUE;
        for (final Point point : points) {
            if (point.group != last + 1) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(point);
            last = point.group;
        }
        return runs;
    }

    private static List<Point> points(final ScoredBins bins, final long fromMs, final int binMinutes) {
        int first = 0;
        while (first < bins.size() && bins.startMs(first) < fromMs) {
            first++;
        }
        final List<Point> points = new ArrayList<>();
        if (first == bins.size()) {
            return points;
        }
        final int span = bins.bin(bins.size() - 1) - bins.bin(first) + 1;
        final int together = (span + POINTS - 1) / POINTS;
        int row = first;
        while (row < bins.size()) {
            final int group = (bins.bin(row) - bins.bin(first)) / together;
            final Point point = new Point(group, bins.startMs(first) + (long) group * together * binMinutes * 60_000);
            int count = 0;
            while (row < bins.size() && (bins.bin(row) - bins.bin(first)) / together == group) {
                point.add(bins, row++);
                count++;
            }
            point.divide(count);
            points.add(point);
        }
        return points;
    }

    /** Means over the bins of one point. */
    private static final class Point {
        private final int group;
        private final long startMs;
        private final double[] quantiles = new double[ForecastTable.QUANTILES];
        private double value;

        Point(final int group, final long startMs) {
            this.group = group;
            this.startMs = startMs;
        }

        void add(final ScoredBins bins, final int row) {
            value += bins.actual(row);
            for (int index = 0; index < quantiles.length; index++) {
                quantiles[index] += bins.quantile(row, index);
            }
        }

        void divide(final int count) {
            value /= count;
            for (int index = 0; index < quantiles.length; index++) {
                quantiles[index] /= count;
            }
        }
    }
}
