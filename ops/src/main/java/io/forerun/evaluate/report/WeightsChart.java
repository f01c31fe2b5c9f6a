package io.forerun.evaluate.report;

import io.forerun.chart.Html;
import io.forerun.chart.Plot;
import io.forerun.chart.Scale;
import io.forerun.chart.TimeAxis;
import io.forerun.evaluate.SeriesAccuracy;
import io.forerun.evaluate.WeightsTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares of the experts over time, stacked: those with the largest shares, the rest as one. */
final class WeightsChart {
    private static final int SHOWN = 7;

    private final WeightsTrace weights;
    private final int[] order;

    WeightsChart(final SeriesAccuracy series) {
        weights = series.weights();
        final double[] sums = new double[weights.experts().size()];
        for (final WeightsTrace.Sample sample : weights.samples()) {
            for (int expert = 0; expert < sums.length; expert++) {
                sums[expert] += sample.shares()[expert];
            }
        }
        order = IntStream.range(0, sums.length)
                .boxed()
                .sorted(Comparator.comparingDouble(expert -> -sums[expert]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    String svg() {
        final Plot plot = Plot.wide("Experts' weights over time", 260);
        final List<WeightsTrace.Sample> samples = weights.samples();
        if (samples.size() < 2) {
            return plot.text("middle", 360, 130, "too short").svg();
        }
        final Scale up = new Scale(0, 100, plot.bottom(), plot.top());
        final TimeAxis time =
                new TimeAxis(samples.getFirst().atMs(), samples.getLast().atMs(), plot);
        plot.vertical(up, "share of the forecast, %");
        final double[] stacked = new double[samples.size()];
        List<double[]> lower = line(samples, stacked, time, up);
        for (int layer = 0; layer <= Math.min(SHOWN, order.length - 1); layer++) {
            for (int index = 0; index < stacked.length; index++) {
                stacked[index] += layer < SHOWN
                        ? samples.get(index).shares()[order[layer]]
                        : Math.max(0, total(samples.get(index)) - stacked[index]);
            }
            final List<double[]> upper = line(samples, stacked, time, up);
            plot.area("w" + layer, lower, upper);
            lower = upper;
        }
        time.draw(plot);
        return plot.svg();
    }

    private static double total(final WeightsTrace.Sample sample) {
        return Arrays.stream(sample.shares()).sum();
    }

    private static List<double[]> line(
            final List<WeightsTrace.Sample> samples, final double[] stacked, final TimeAxis time, final Scale up) {
        final List<double[]> line = new ArrayList<>();
        for (int index = 0; index < stacked.length; index++) {
            line.add(new double[] {time.pixel(samples.get(index).atMs()), up.pixel(stacked[index] * 100)});
        }
        return line;
    }

    String legend() {
        final StringBuilder keys = new StringBuilder("<p class=\"keys\">");
        for (int layer = 0; layer < Math.min(SHOWN, order.length); layer++) {
            keys.append(Html.key("w" + layer, weights.experts().get(order[layer])));
        }
        if (order.length > SHOWN) {
            keys.append(Html.key("w" + SHOWN, "others"));
        }
        return keys.append("</p>\n").toString();
    }
}
