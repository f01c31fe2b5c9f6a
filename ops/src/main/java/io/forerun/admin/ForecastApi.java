package io.forerun.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.client.XxHash64;
import io.forerun.core.UserForecast;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import java.io.IOException;
import java.util.Locale;

/** {@code /api/groups}, {@code /api/forecast}, {@code /api/history}: demand as it was and will be. */
final class ForecastApi {
    private static final double KIB_PER_GIB = 1_048_576;
    private static final int MINUTE_MS = 60_000;

    private final Board board;

    ForecastApi(final Board board) {
        this.board = board;
    }

    /** A quantile of requests per step. */
    private interface Quantiles {
        double at(int step, int index);
    }

    void groups(final Call call) throws IOException, Refusal {
        final ForecastTable table = board.requireTable();
        call.json(json -> {
            json.writeStartArray();
            for (int series = 0; series < table.names().size(); series++) {
                group(json, table, series);
            }
            json.writeEndArray();
        });
    }

    private static void group(final JsonGenerator json, final ForecastTable table, final int series)
            throws IOException {
        final ForecastTable.Curve curve = table.curve(series);
        final int last = table.config().steps();
        json.writeStartObject();
        json.writeStringField("group", table.names().get(series));
        number(json, "observed", curve.lastObserved());
        number(json, "median", table.quantile(series, last, ForecastTable.MEDIAN));
        number(json, "confidence", curve.confidence()[last - 1]);
        json.writeBooleanField("drifting", table.isDrifting(series));
        json.writeNumberField("readiness", curve.readiness().share());
        json.writeEndObject();
    }

    void forecast(final Call call) throws IOException, Refusal {
        final String user = call.parameter("user", "");
        if (user.isEmpty()) {
            final ForecastTable table = board.requireTable();
            call.json(forecastOf(table, series(call, table)));
        } else {
            final UserForecast forecast = board.questions()
                    .user(XxHash64.of(user))
                    .orElseThrow(() -> Refusal.unknown("user", user, "a user with a profile"));
            call.json(json -> user(json, user, forecast));
        }
    }

    private static int series(final Call call, final ForecastTable table) throws Refusal {
        final String group = call.parameter("group", "total");
        final int series = table.indexOf(group);
        if (series < 0) {
            throw Refusal.unknown("group", group, "one of /api/groups");
        }
        return series;
    }

    private static Call.Body forecastOf(final ForecastTable table, final int series) {
        final ForecastTable.Curve curve = table.curve(series);
        return json -> {
            json.writeStartObject();
            json.writeStringField("group", table.names().get(series));
            curves(
                    json,
                    table.atMs(),
                    table.config().bucketMs(),
                    table.config().steps(),
                    new double[] {curve.cpuUsPerRequest(), curve.memoryKibSPerRequest(), curve.gpuUsPerRequest()},
                    (step, index) -> table.quantile(series, step, index));
            json.writeArrayFieldStart("confidence");
            for (final float claim : curve.confidence()) {
                json.writeNumber(claim);
            }
            json.writeEndArray();
            readiness(json, curve.readiness());
            json.writeEndObject();
        };
    }

    private static void user(final JsonGenerator json, final String name, final UserForecast user) throws IOException {
        json.writeStartObject();
        json.writeStringField("user", name);
        curves(
                json,
                user.atMs(),
                user.stepMs(),
                user.steps(),
                new double[] {user.cpuUsPerRequest(), user.memoryKibSPerRequest(), user.gpuUsPerRequest()},
                (step, index) -> user.quantiles()[step - 1][index]);
        json.writeArrayFieldStart("confidence");
        for (int step = 0; step < user.steps(); step++) {
            json.writeNumber(user.confidence()[step]);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("next_actions");
        for (final UserForecast.NextAction next : user.nextActions()) {
            json.writeStartObject();
            json.writeStringField("action", next.action());
            json.writeNumberField("probability", next.probability());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("objects");
        for (final UserForecast.NextObject next : user.nextObjects()) {
            json.writeStartObject();
            json.writeStringField("object", next.object());
            json.writeNumberField("probability", next.probability());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("expected_events");
        for (final int minutes : UserForecast.HORIZON_MINUTES) {
            json.writeNumberField(Integer.toString(minutes), user.expectedEvents(minutes));
        }
        json.writeEndObject();
        expectedActions(json, user);
        json.writeEndObject();
    }

    private static void expectedActions(final JsonGenerator json, final UserForecast user) throws IOException {
        json.writeArrayFieldStart("expected_actions");
        for (final UserForecast.ExpectedAction action : user.expectedActions()) {
            json.writeStartObject();
            json.writeStringField("action", action.action());
            json.writeObjectFieldStart("expected");
            for (int horizon = 0; horizon < action.events().size(); horizon++) {
                final int minutes = UserForecast.HORIZON_MINUTES.get(horizon);
                json.writeNumberField(Integer.toString(minutes), action.events().get(horizon));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Resource held per request in a step: busy cores, GiB, busy GPUs are time in use over the length of the step. */
    private static void curves(
            final JsonGenerator json,
            final long atMs,
            final int stepMs,
            final int steps,
            final double[] costs,
            final Quantiles requests)
            throws IOException {
        json.writeNumberField("at_ms", atMs);
        json.writeNumberField("step_minutes", stepMs / (double) MINUTE_MS);
        quantiles(json, "quantiles", steps, 1, requests);
        json.writeObjectFieldStart("resources");
        quantiles(json, "cpu_cores", steps, costs[0] / (stepMs * 1e3), requests);
        quantiles(json, "memory_gib", steps, costs[1] / KIB_PER_GIB / (stepMs / 1e3), requests);
        quantiles(json, "gpus", steps, costs[2] / (stepMs * 1e3), requests);
        json.writeEndObject();
    }

    private static void quantiles(
            final JsonGenerator json,
            final String field,
            final int steps,
            final double factor,
            final Quantiles requests)
            throws IOException {
        json.writeObjectFieldStart(field);
        for (int index = 0; index < ForecastTable.QUANTILES; index++) {
            json.writeArrayFieldStart(level(index));
            for (int step = 1; step <= steps; step++) {
                json.writeNumber((float) (requests.at(step, index) * factor));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static String level(final int index) {
        return String.format(Locale.ROOT, "%.2f", ForecastTable.level(index)).replaceFirst("0$", "");
    }

    private static void readiness(final JsonGenerator json, final Readiness readiness) throws IOException {
        json.writeObjectFieldStart("readiness");
        json.writeNumberField("share", readiness.share());
        json.writeArrayFieldStart("missing");
        for (final String lack : readiness.missing()) {
            json.writeString(lack);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    void history(final Call call) throws IOException, Refusal {
        final ForecastTable table = board.requireTable();
        final int buckets = call.parameter("buckets", 180, 1, DemandHistory.LENGTH);
        final DemandHistory.Window window = board.history().window(series(call, table), buckets);
        call.json(json -> {
            json.writeStartObject();
            json.writeNumberField("first_ms", window.firstMs());
            json.writeNumberField("bucket_ms", window.bucketMs());
            values(json, "observed", window.observed());
            values(json, "said_low", window.said()[0]);
            values(json, "said_median", window.said()[1]);
            values(json, "said_high", window.said()[2]);
            json.writeEndObject();
        });
    }

    private static void values(final JsonGenerator json, final String field, final float[] values) throws IOException {
        json.writeArrayFieldStart(field);
        for (final float value : values) {
            if (value == value) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    static void number(final JsonGenerator json, final String field, final double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(field, value);
        } else {
            json.writeNullField(field);
        }
    }
}
