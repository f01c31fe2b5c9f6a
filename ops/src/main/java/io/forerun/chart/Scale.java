package io.forerun.chart;

import java.util.ArrayList;
import java.util.List;

/** A straight line from values to pixels. */
public record Scale(double fromValue, double toValue, double fromPixel, double toPixel) {
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** Where a value lies. */
    public double pixel(final double value) {
        return fromPixel + (value - fromValue) / (toValue - fromValue) * (toPixel - fromPixel);
    }

    /** From 0 to a round value at or above the largest. */
    public static Scale fromZero(final double largest, final double fromPixel, final double toPixel) {
        final double step = step(0, largest > 0 ? largest : 1, 4);
        return new Scale(0, Math.ceil((largest > 0 ? largest : 1) / step - 1e-9) * step, fromPixel, toPixel);
    }

    /** Round values within, about as many as asked for. */
    public List<Double> ticks(final int count) {
        final double step = step(fromValue, toValue, count);
        final List<Double> ticks = new ArrayList<>();
        for (long at = (long) Math.ceil(fromValue / step - 1e-9); at * step <= toValue + step * 1e-9; at++) {
            ticks.add(at * step);
        }
        return ticks;
    }

    private static double step(final double from, final double to, final int count) {
        final double rough = (to - from) / count;
        final double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        for (final double round : ROUND) {
            if (round * magnitude >= rough * (1 - 1e-9)) {
                return round * magnitude;
            }
        }
        return 10 * magnitude;
    }
}
