package io.forerun.chart;

import java.util.List;
import java.util.Locale;

/**
 * One plot in SVG: a frame with labelled axes that marks are drawn into. Colours are classes of the page's style, so that
 * light and dark are its business.
 */
public final class Plot {
    private static final int WIDTH = 720;
    private static final int LEFT = 62;
    private static final int RIGHT = 34;
    private static final int TOP = 36;
    private static final int BOTTOM = 46;

    private final StringBuilder out = new StringBuilder();
    private final int height;
    private final int width;

    /**
     * Begins a plot.
     *
     * @param what what it shows, for those who cannot see it
     */
    public Plot(final String what, final int width, final int height) {
        this.width = width;
        this.height = height;
        out.append(String.format(
                Locale.ROOT,
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                width == WIDTH ? "wide" : "narrow",
                width,
                height,
                Html.escape(what)));
    }

    /** As wide as the page. */
    public static Plot wide(final String what, final int height) {
        return new Plot(what, WIDTH, height);
    }

    /** First pixel inside the frame. */
    public double left() {
        return LEFT;
    }

    /** Last pixel inside the frame. */
    public double right() {
        return width - RIGHT;
    }

    /** Upper edge of the frame. */
    public double top() {
        return TOP;
    }

    /** Lower edge of the frame. */
    public double bottom() {
        return height - BOTTOM;
    }

    /** Grid lines and numbers of the vertical axis; its label stands above it, where it can be read. */
    public Plot vertical(final Scale scale, final String label) {
        for (final double tick : scale.ticks(4)) {
            final double y = scale.pixel(tick);
            line("grid", left(), y, right(), y);
            text("end", left() - 6, y + 4, number(tick));
        }
        return text("start label", 4, 16, label);
    }

    /** Numbers of the horizontal axis. */
    public Plot horizontal(final Scale scale, final int ticks, final String label) {
        for (final double tick : scale.ticks(ticks)) {
            tick(scale.pixel(tick), number(tick));
        }
        return horizontalLabel(label);
    }

    /** One mark of the horizontal axis. */
    public Plot tick(final double x, final String text) {
        line("axis", x, bottom(), x, bottom() + 4);
        return text("middle", x, bottom() + 20, text);
    }

    /** The horizontal axis with its label. */
    public Plot horizontalLabel(final String label) {
        line("axis", left(), bottom(), right(), bottom());
        return text("middle label", (left() + right()) / 2, height - 8, label);
    }

    /** A straight line. */
    public Plot line(final String style, final double x1, final double y1, final double x2, final double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                x1,
                y1,
                x2,
                y2));
        return this;
    }

    /** A rectangle. */
    public Plot box(final String style, final double x, final double y, final double boxWidth, final double boxHeight) {
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                style,
                x,
                y,
                boxWidth,
                Math.max(0, boxHeight)));
        return this;
    }

    /** A filled circle. */
    public Plot dot(final String style, final double x, final double y, final double radius) {
        out.append(String.format(
                Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n", style, x, y, radius));
        return this;
    }

    /** A line through points; NaN breaks it. */
    public Plot path(final String style, final List<double[]> points) {
        final StringBuilder path = new StringBuilder();
        boolean down = false;
        for (final double[] point : points) {
            final boolean known = Double.isFinite(point[1]);
            if (known) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", point[0], point[1]));
            }
            down = known;
        }
        return rawPath(style, path.toString());
    }

    /** The area between two runs of points of equal x. */
    public Plot area(final String style, final List<double[]> lower, final List<double[]> upper) {
        if (lower.isEmpty()) {
            return this;
        }
        final StringBuilder path = new StringBuilder();
        for (int index = 0; index < upper.size(); index++) {
            final double[] point = upper.get(index);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", index == 0 ? "M" : "L", point[0], point[1]));
        }
        for (int index = lower.size() - 1; index >= 0; index--) {
            path.append(String.format(Locale.ROOT, "L%.1f %.1f", lower.get(index)[0], lower.get(index)[1]));
        }
        return rawPath(style, path.append('Z').toString());
    }

    private Plot rawPath(final String style, final String path) {
        out.append("<path class=\"")
                .append(style)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
        return this;
    }

    /** A text; its style says where it is anchored. */
    public Plot text(final String style, final double x, final double y, final String text) {
        out.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", style, x, y, Html.escape(text)));
        return this;
    }

    /** The whole plot. */
    public String svg() {
        return out + "</svg>\n";
    }

    /** A number as short as its size allows. */
    public static String number(final double value) {
        final double size = Math.abs(value);
        if (size >= 1e6) {
            return trimmed(String.format(Locale.ROOT, "%.2f", value / 1e6)) + " M";
        }
        return size >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : trimmed(String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.3f", value));
    }

    private static String trimmed(final String decimal) {
        return decimal.replaceAll("\\.?0+$", "");
    }
}
