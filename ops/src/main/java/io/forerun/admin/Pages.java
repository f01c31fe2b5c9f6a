package io.forerun.admin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The dashboard's files, out of the jar; nothing is loaded from elsewhere. */
final class Pages {
    private static final int OK = 200;
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** A file in the jar and what it is. */
    private record Page(String resource, String type) {}

    private static final Map<String, Page> PAGES = Map.of(
            "/", new Page("/dashboard/index.html", "text/html; charset=utf-8"),
            "/app.js", new Page("/dashboard/app.js", "text/javascript; charset=utf-8"),
            "/charts.js", new Page("/dashboard/charts.js", "text/javascript; charset=utf-8"),
            "/style.css", new Page("/dashboard/style.css", "text/css; charset=utf-8"),
            "/icon.svg", new Page("/dashboard/icon.svg", "image/svg+xml"),
            "/openapi.yml", new Page("/dashboard/openapi.yml", "application/yaml"),
            "/uplot.js", new Page(UPLOT + "uPlot.iife.min.js", "text/javascript; charset=utf-8"),
            "/uplot.css", new Page(UPLOT + "uPlot.min.css", "text/css; charset=utf-8"));

    private Pages() {}

    static void addTo(final Routes routes) {
        PAGES.keySet().forEach(path -> routes.get(path, Pages::answer));
    }

    private static void answer(final Call call) throws IOException {
        final Page page = PAGES.get(call.path());
        try (InputStream in = Pages.class.getResourceAsStream(page.resource())) {
            if (in == null) {
                throw new IllegalStateException("resource " + page.resource() + " is missing");
            }
            call.send(OK, page.type(), in.readAllBytes());
        }
    }
}
