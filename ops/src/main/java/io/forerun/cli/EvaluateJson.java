package io.forerun.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.backtest.HorizonScore;
import io.forerun.evaluate.EvaluationResult;
import io.forerun.evaluate.HorizonAccuracy;
import io.forerun.evaluate.SeriesAccuracy;
import io.forerun.evaluate.users.UserAccuracy;
import java.io.IOException;
import java.util.Map;

/** An evaluation's findings as JSON: {@code null} where there was nothing to judge by. */
final class EvaluateJson {
    private EvaluateJson() {}

    static void write(final EvaluationResult result, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("trace", result.trace());
        out.writeArrayFieldStart("horizons");
        for (final SeriesAccuracy series : result.series()) {
            for (final HorizonAccuracy horizon : series.horizons()) {
                horizon(series.name(), horizon, out);
            }
        }
        out.writeEndArray();
        if (result.users() != null) {
            users(result.users(), out);
        }
        number("ratio_to_best_baseline", result.meanRatioToBestBaseline(), out);
        out.writeEndObject();
    }

    private static void horizon(final String series, final HorizonAccuracy horizon, final JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        out.writeNumberField("minutes", horizon.minutes());
        out.writeStringField("series", series);
        out.writeNumberField("bins", horizon.bins());
        number("wmape", horizon.wmape(), out);
        out.writeObjectFieldStart("wmape_baselines");
        number("last", horizon.baselines().last(), out);
        number("mean30", horizon.baselines().mean30(), out);
        number("day", horizon.baselines().day(), out);
        number("week", horizon.baselines().week(), out);
        out.writeEndObject();
        number("wql", horizon.wql(), out);
        number("wql_ratio_seasonal_naive", horizon.wqlRatioSeasonalNaive(), out);
        number("mase", horizon.mase(), out);
        coverage("coverage", horizon.coverage(), out);
        coverage("coverage_raw", horizon.coverageRaw(), out);
        coverage("coverage_steep", horizon.coverageSteep(), out);
        number("confidence_ece", horizon.confidenceEce(), out);
        number("drifting", horizon.drifting(), out);
        out.writeArrayFieldStart("pit_histogram");
        for (final double share : horizon.pitHistogram()) {
            number(share, out);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("experts");
        for (final Map.Entry<String, Double> expert : horizon.experts().entrySet()) {
            number(expert.getKey(), expert.getValue(), out);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void users(final UserAccuracy users, final JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("users");
        out.writeNumberField("events", users.events());
        number("nll_model", users.nllModel(), out);
        number("nll_poisson", users.nllPoisson(), out);
        number("nll_hawkes", users.nllHawkes(), out);
        number("top1", users.top1(), out);
        number("top3", users.top3(), out);
        number("top1_markov", users.top1Markov(), out);
        number("top3_markov", users.top3Markov(), out);
        number("top1_frequent", users.top1Frequent(), out);
        out.writeArrayFieldStart("expected_over_actual");
        for (final UserAccuracy.Promise promise : users.promises()) {
            out.writeStartObject();
            out.writeNumberField("minutes", promise.minutes());
            number("raw", promise.raw(), out);
            number("corrected", promise.corrected(), out);
            number("day_off", promise.dayOff(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
        if (users.prewarm() != null) {
            out.writeObjectFieldStart("prewarm");
            out.writeNumberField("announcements", users.prewarm().announcements());
            number("threshold", users.prewarm().threshold(), out);
            number("precision", users.prewarm().precision(), out);
            number("recall", users.prewarm().recall(), out);
            number("precision_histogram", users.prewarm().precisionHistogram(), out);
            number("recall_histogram", users.prewarm().recallHistogram(), out);
            out.writeEndObject();
        }
        if (users.objects() != null) {
            out.writeNumberField("object_events", users.objects().events());
            number("object_top1", users.objects().top1(), out);
            number("object_top3", users.objects().top3(), out);
            number("object_top1_markov", users.objects().top1Markov(), out);
            number("object_top3_markov", users.objects().top3Markov(), out);
            number("object_top1_frequent", users.objects().top1Frequent(), out);
        }
        out.writeEndObject();
    }

    private static void coverage(final String name, final HorizonScore.Coverage coverage, final JsonGenerator out)
            throws IOException {
        out.writeObjectFieldStart(name);
        number("50", coverage.within50(), out);
        number("80", coverage.within80(), out);
        number("90", coverage.within90(), out);
        out.writeEndObject();
    }

    private static void number(final String name, final double value, final JsonGenerator out) throws IOException {
        out.writeFieldName(name);
        number(value, out);
    }

    /** Six digits behind the point: beyond them there is only noise. */
    private static void number(final double value, final JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(Math.round(value * 1e6) / 1e6);
        } else {
            out.writeNull();
        }
    }
}
