package io.forerun.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.forerun.client.XxHash64;
import io.forerun.core.Engine;
import io.forerun.core.EngineStatus;
import io.forerun.pipeline.ClockMode;
import io.forerun.plan.Mode;
import java.io.IOException;
import java.util.Locale;

/**
 * {@code /api/status}, {@code /api/mode}, {@code /api/pause}, {@code /api/resume}, {@code /api/restore}, {@code /api/forget}: the
 * operator's switches.
 */
final class ModeApi {
    private static final int MOST_BYTES = 1_024;
    private static final String ALLOWED = "forecast-only, floor-only, full";

    private final Board board;
    private final ClockMode clock;

    ModeApi(final Board board, final ClockMode clock) {
        this.board = board;
        this.clock = clock;
    }

    void status(final Call call) throws IOException, Refusal {
        answer(call, board.questions().status());
    }

    void mode(final Call call) throws IOException, Refusal {
        final EngineStatus status = board.questions().status();
        call.json(json -> {
            json.writeStartObject();
            json.writeStringField("mode", DecisionApi.word(status.mode()));
            json.writeBooleanField("paused", status.paused());
            json.writeEndObject();
        });
    }

    void setMode(final Call call) throws IOException, Refusal {
        answer(call, board.questions().operate(Engine.Command.SET_MODE, wanted(call)));
    }

    void operate(final Call call, final Engine.Command command) throws IOException, Refusal {
        answer(call, board.questions().operate(command, Mode.FORECAST_ONLY));
    }

    void forget(final Call call) throws IOException, Refusal {
        final String user = call.parameter("user", "");
        if (user.isEmpty()) {
            throw Refusal.bad("user", user, "a user's name");
        }
        answer(
                call,
                board.questions()
                        .forget(XxHash64.of(user))
                        .orElseThrow(() -> Refusal.unknown("user", user, "a user with a profile")));
    }

    private static Mode wanted(final Call call) throws IOException, Refusal {
        String word = "";
        try (JsonParser json = Call.JSON.createParser(call.body().readNBytes(MOST_BYTES))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "mode".equals(json.currentName())) {
                    word = json.getText();
                }
            }
            return Mode.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (final JsonProcessingException malformed) {
            throw Refusal.bad("body", "not JSON", "{\"mode\": \"...\"} with " + ALLOWED);
        } catch (final IllegalArgumentException unknown) {
            throw Refusal.bad("mode", word, ALLOWED);
        }
    }

    private void answer(final Call call, final EngineStatus status) throws IOException {
        call.json(json -> write(json, status));
    }

    private void write(final JsonGenerator json, final EngineStatus status) throws IOException {
        json.writeStartObject();
        json.writeNumberField("now_ms", status.nowMs());
        json.writeStringField("clock", clock.name().toLowerCase(Locale.ROOT));
        json.writeStringField("mode", DecisionApi.word(status.mode()));
        json.writeBooleanField("paused", status.paused());
        json.writeNumberField("users", status.users());
        json.writeNumberField("groups", status.groups());
        json.writeNumberField("accepted", status.accepted());
        json.writeNumberField("refused", status.refused());
        json.writeNumberField("duplicates", status.duplicates());
        json.writeNumberField("late", status.late());
        json.writeNumberField("unprofiled", status.unprofiled());
        json.writeNumberField("ungrouped", status.ungrouped());
        json.writeNumberField("decisions", status.decisions());
        json.writeNumberField("evicted", status.evicted());
        json.writeNumberField("forgotten", status.forgotten());
        json.writeNumberField("due_later", status.dueLater());
        json.writeNumberField("due_skipped", status.dueSkipped());
        json.writeNumberField("model_epoch", status.model().epoch());
        json.writeEndObject();
    }
}
