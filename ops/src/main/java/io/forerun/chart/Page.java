package io.forerun.chart;

/** One HTML file that needs nothing else: no script, no network. */
public final class Page {
    private Page() {}

    /** A whole page. */
    public static String of(final String title, final String body) {
        final String name = Html.escape(title);
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" + name
                + "</title>\n<style>\n" + Style.SHEET + "</style></head><body>\n<h1>" + name + "</h1>\n" + body
                + "</body></html>\n";
    }

    /** One of the figures at the top of a page; they stand in a {@code div} of class {@code facts}. */
    public static void fact(final StringBuilder out, final String value, final String what) {
        out.append("<div><b>")
                .append(Html.escape(value))
                .append("</b>")
                .append(Html.escape(what))
                .append("</div>");
    }
}
