package io.forerun.evaluate.report;

import java.util.Locale;

/** Pieces of HTML. */
final class Html {
    private Html() {}

    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Three digits, a dash where there is no number. */
    static String number(final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
    }

    static String percent(final double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", share * 100) : "–";
    }

    /** A plot or table with its heading and what to look for. */
    static String figure(final String heading, final String body, final String explanation) {
        return "<figure><figcaption><b>" + escape(heading) + "</b> " + escape(explanation) + "</figcaption>\n" + body
                + "</figure>\n";
    }

    /** What a colour means. */
    static String key(final String style, final String meaning) {
        return "<span class=\"key\"><i class=\"" + style + "\"></i>" + escape(meaning) + "</span>";
    }
}
