package io.forerun.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.forerun.client.ActivityRow;
import io.forerun.client.ClientConfig;
import io.forerun.client.ClientException;
import io.forerun.client.ForerunClient;
import io.forerun.client.SendSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/activity}: activity as one JSON object a line, with the fields of the activity CSV. It goes in through the
 * binary protocol like any client's, so it is journalled before it is answered. A body is taken whole or not at all.
 */
final class ActivityApi {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_BYTES = 8 << 20;

    private final ClientConfig identity;

    /** Sends as this client and stream; {@code null} where the gateway only speaks TLS. */
    ActivityApi(final ClientConfig identity) {
        this.identity = identity;
    }

    void post(final Call call) throws IOException, Refusal {
        if (identity == null) {
            throw Refusal.busy("activity over HTTP is off: the gateway is configured for TLS");
        }
        final List<ActivityRow> rows = read(call);
        final SendSummary summary = send(rows);
        call.json(json -> {
            json.writeStartObject();
            json.writeNumberField("sent", summary.sent());
            json.writeObjectFieldStart("rejected");
            for (final Map.Entry<String, Long> reason : summary.rejected().entrySet()) {
                json.writeNumberField(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** One stream for all: each call goes on where the one before ended. */
    private synchronized SendSummary send(final List<ActivityRow> rows) throws Refusal {
        try (ForerunClient client = ForerunClient.connect(identity)) {
            rows.forEach(client::send);
            return client.finish();
        } catch (final ClientException refused) {
            throw Refusal.busy(refused.getMessage());
        }
    }

    private static List<ActivityRow> read(final Call call) throws IOException, Refusal {
        final List<ActivityRow> rows = new ArrayList<>();
        final byte[] bytes = call.body().readNBytes(MOST_BYTES + 1); // A body without an end must not fill the memory.
        if (bytes.length > MOST_BYTES) {
            throw Refusal.bad("body", "more bytes", MOST_BYTES + " bytes");
        }
        for (final String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (rows.size() == MOST_ROWS) {
                throw Refusal.bad("body", "line " + (rows.size() + 1), MOST_ROWS + " lines");
            }
            if (!line.isBlank()) {
                rows.add(row(line, rows.size() + 1));
            }
        }
        return rows;
    }

    private static ActivityRow row(final String line, final int number) throws IOException, Refusal {
        final ActivityRow row = new ActivityRow();
        try (JsonParser json = Call.JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.bad(
                        "line " + number, "no object", "{\"timestamp_ms\": ..., \"user\": ..., \"action\": ...}");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final String field = json.currentName();
                json.nextToken();
                set(row, field, json);
            }
        } catch (final JsonProcessingException | IllegalArgumentException malformed) {
            throw Refusal.bad("line " + number, "not as expected: " + firstLine(malformed), "an activity record");
        }
        if (row.timestampMs <= 0 || row.user.isEmpty() || row.action.isEmpty()) {
            throw Refusal.bad("line " + number, "incomplete", "timestamp_ms, user and action");
        }
        return row;
    }

    private static String firstLine(final Exception malformed) {
        return String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
    }

    private static void set(final ActivityRow row, final String field, final JsonParser json) throws IOException {
        switch (field) {
            case "timestamp_ms" -> row.timestampMs = json.getLongValue();
            case "user" -> row.user = json.getText();
            case "action" -> row.action = json.getText();
            case "object" -> row.object = json.getText();
            case "region" -> row.region = json.getText();
            case "device" -> row.device = json.getText();
            case "service" -> row.service = json.getText();
            case "cpu_us" -> row.cpuUs = amount(field, json);
            case "memory_kib" -> row.memoryKib = amount(field, json);
            case "gpu_us" -> row.gpuUs = amount(field, json);
            case "bytes" -> row.bytes = amount(field, json);
            case "duration_us" -> row.durationUs = amount(field, json);
            default -> json.skipChildren();
        }
    }

    private static long amount(final String field, final JsonParser json) throws IOException {
        final long value = json.getLongValue();
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException(field + "=" + value);
        }
        return value;
    }
}
