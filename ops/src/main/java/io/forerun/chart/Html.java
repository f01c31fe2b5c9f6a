package io.forerun.chart;

import java.util.Locale;

/** Pieces of HTML. */
public final class Html {
    private Html() {}

    /** Text that cannot be mistaken for markup. */
    public static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Three digits, a dash where there is no number. */
    public static String number(final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
    }

    /** One decimal, a dash where there is no number. */
    public static String percent(final double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", share * 100) : "–";
    }

    /** A plot or table with its heading and what to look for. */
    public static String figure(final String heading, final String body, final String explanation) {
        return "<figure><figcaption><b>" + escape(heading) + "</b> " + escape(explanation) + "</figcaption>\n" + body
                + "</figure>\n";
    }

    /** What a colour means. */
    public static String key(final String style, final String meaning) {
        return "<span class=\"key\"><i class=\"" + style + "\"></i>" + escape(meaning) + "</span>";
    }
}
