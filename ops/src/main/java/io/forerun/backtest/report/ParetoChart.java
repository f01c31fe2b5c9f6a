package io.forerun.backtest.report;

import io.forerun.backtest.BacktestResult;
import io.forerun.backtest.FrontPoint;
import io.forerun.backtest.PolicyScore;
import io.forerun.chart.Html;
import io.forerun.chart.Plot;
import io.forerun.chart.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cost against shortfall: a point per policy, and the fronts of the autoscaler and the product. Lower left is better. */
final class ParetoChart {
    private static final int HEIGHT = 420;
    private static final int ROOM_FOR_NAMES = 118;
    private static final int LINE = 13;

    /** What costs more than so many times the dearest of the others stands at the edge. */
    private static final double FAR = 1.6;

    private ParetoChart() {}

    static String legend() {
        return "<p class=\"keys\">" + Html.key("one", "forerun, shortfall priced otherwise")
                + Html.key("two", "hpa at every setting") + "</p>\n";
    }

    static String svg(final BacktestResult result) {
        final Plot plot = Plot.wide("Cost against unserved work by policy", HEIGHT);
        final double dearest = dearest(result);
        final double worst = result.policies().stream()
                .mapToDouble(policy -> policy.unservedPct().value())
                .max()
                .orElse(1);
        final Scale cost = Scale.fromZero(dearest, plot.left(), plot.right() - ROOM_FOR_NAMES);
        // The square root keeps both a tenth of a percent and ten percent apart from nothing.
        final Scale unserved = new Scale(0, Math.sqrt(Math.max(1, worst)), plot.bottom(), plot.top());
        for (final double pct : new double[] {0, 0.1, 0.3, 1, 3, 10, 30, 100}) {
            if (Math.sqrt(pct) <= unserved.toValue()) {
                final double y = unserved.pixel(Math.sqrt(pct));
                plot.line("grid", plot.left(), y, plot.right(), y)
                        .text("end", plot.left() - 6, y + 4, Plot.number(pct));
            }
        }
        plot.text("start label", 4, 16, "work unserved, % (root scale)").horizontal(cost, 6, "cost of all nodes, USD");
        front(plot, "two thin", result.hpaFront(), cost, unserved);
        front(plot, "one thin", result.forerunFront(), cost, unserved);
        names(plot, result.policies(), cost, unserved);
        return plot.svg();
    }

    private static double dearest(final BacktestResult result) {
        final List<Double> costs = result.policies().stream()
                .map(policy -> policy.costUsd().value())
                .sorted()
                .toList();
        final double last = costs.getLast();
        final double before = costs.get(Math.max(0, costs.size() - 2));
        return last > FAR * before ? FAR * before : last;
    }

    private static void front(
            final Plot plot,
            final String style,
            final List<? extends FrontPoint<?>> front,
            final Scale cost,
            final Scale unserved) {
        final List<double[]> line = new ArrayList<>();
        for (final FrontPoint<?> point : front) {
            final double root = Math.sqrt(point.unservedPct());
            if (point.costUsd() <= cost.toValue() && root <= unserved.toValue()) {
                line.add(new double[] {cost.pixel(point.costUsd()), unserved.pixel(root)});
            }
        }
        plot.path(style, line);
    }

    /** A dot for each policy, its name beside it, moved down where another stands there. */
    private static void names(
            final Plot plot, final List<PolicyScore> policies, final Scale cost, final Scale unserved) {
        final List<PolicyScore> sorted = new ArrayList<>(policies);
        sorted.sort(Comparator.comparingDouble(
                (PolicyScore policy) -> -policy.unservedPct().value()));
        final List<double[]> taken = new ArrayList<>();
        for (final PolicyScore policy : sorted) {
            final boolean far = policy.costUsd().value() > cost.toValue();
            final double x = cost.pixel(Math.min(policy.costUsd().value(), cost.toValue()));
            final double y = unserved.pixel(Math.sqrt(policy.unservedPct().value()));
            final String text =
                    policy.policy() + (far ? " (" + Plot.number(policy.costUsd().value()) + " USD)" : "");
            double at = y + 4;
            final double width = 7.0 * text.length();
            while (overlaps(taken, x, at, width)) {
                at -= LINE;
            }
            taken.add(new double[] {x, at, width});
            if (Math.abs(at - y - 4) > 1) {
                plot.line("axis", x, y, x + 8, at - 4);
            }
            plot.dot(style(policy.policy()) + " fill", x, y, 5);
            if (x + width > plot.right()) {
                plot.text("end label", plot.right(), at - LINE, text);
            } else {
                plot.text("start label", x + 9, at, text);
            }
        }
    }

    private static boolean overlaps(final List<double[]> taken, final double x, final double y, final double width) {
        return taken.stream()
                .anyMatch(other ->
                        Math.abs(other[1] - y) < LINE - 1 && x < other[0] + other[2] + 9 && other[0] < x + width + 9);
    }

    private static String style(final String policy) {
        return policy.startsWith("forerun") ? "one" : policy.startsWith("oracle") ? "three" : "two";
    }
}
