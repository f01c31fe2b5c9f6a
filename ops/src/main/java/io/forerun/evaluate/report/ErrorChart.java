package io.forerun.evaluate.report;

import io.forerun.chart.Html;
import io.forerun.chart.Plot;
import io.forerun.chart.Scale;
import io.forerun.evaluate.HorizonAccuracy;
import java.util.List;

/** Errors by horizon, bars of the product and the simple ways side by side. */
final class ErrorChart {
    private static final String[] STYLES = {"one", "gray1", "gray2", "gray3", "gray4"};
    private static final String[] NAMES = {"forerun", "last value", "mean of 30 min", "day before", "week before"};

    private ErrorChart() {}

    static String svg(final List<HorizonAccuracy> horizons) {
        final Plot plot = Plot.wide("Error by horizon", 240);
        double largest = 0;
        for (final HorizonAccuracy horizon : horizons) {
            for (final double error : errors(horizon)) {
                largest = error > largest ? error : largest;
            }
        }
        final Scale up = Scale.fromZero(largest, plot.bottom(), plot.top());
        plot.vertical(up, "wMAPE, sum of errors / sum of demand");
        final double group = (plot.right() - plot.left()) / horizons.size();
        final double width = group * 0.8 / NAMES.length;
        for (int index = 0; index < horizons.size(); index++) {
            final double[] errors = errors(horizons.get(index));
            for (int way = 0; way < errors.length; way++) {
                if (Double.isFinite(errors[way])) {
                    final double x = plot.left() + group * (index + 0.1) + width * way;
                    plot.box(
                            STYLES[way] + " fill",
                            x + 1,
                            up.pixel(errors[way]),
                            width - 2,
                            up.pixel(0) - up.pixel(errors[way]));
                    plot.text(
                            "middle value",
                            x + width / 2,
                            up.pixel(errors[way]) - 4,
                            Html.number(errors[way]).substring(errors[way] < 1 ? 1 : 0));
                }
            }
            plot.tick(plot.left() + group * (index + 0.5), horizons.get(index).minutes() + " min");
        }
        return plot.horizontalLabel("forecast ahead").svg();
    }

    private static double[] errors(final HorizonAccuracy horizon) {
        return new double[] {
            horizon.wmape(),
            horizon.baselines().last(),
            horizon.baselines().mean30(),
            horizon.baselines().day(),
            horizon.baselines().week()
        };
    }

    static String legend() {
        final StringBuilder keys = new StringBuilder("<p class=\"keys\">");
        for (int way = 0; way < NAMES.length; way++) {
            keys.append(Html.key(STYLES[way], NAMES[way]));
        }
        return keys.append("</p>\n").toString();
    }
}
