package io.forerun.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code /api/decisions}, {@code /api/capacity}: what was decided and why, and what is there. */
final class DecisionApi {
    private static final int LISTED = 50;
    private static final int MOST_LISTED = 2_000;

    private final Board board;

    DecisionApi(final Board board) {
        this.board = board;
    }

    void list(final Call call) throws IOException, Refusal {
        final List<Decision> decisions = board.decisions().newest(call.parameter("limit", LISTED, 1, MOST_LISTED));
        call.json(json -> {
            json.writeStartArray();
            for (final Decision decision : decisions) {
                write(json, decision);
            }
            json.writeEndArray();
        });
    }

    void one(final Call call) throws IOException, Refusal {
        final String id = call.rest("/api/decisions/");
        final Decision decision = id.matches("\\d{1,18}") ? board.decisions().find(Long.parseLong(id)) : null;
        if (decision == null) {
            throw Refusal.unknown("id", id, "the id of a decision that is kept");
        }
        call.json(json -> write(json, decision));
    }

    /** How people write a mode: lower case, hyphens. */
    static String word(final Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void write(final JsonGenerator json, final Decision decision) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", decision.id());
        json.writeNumberField("at_ms", decision.atMs());
        json.writeStringField("mode", word(decision.mode()));
        json.writeStringField("target", decision.target());
        json.writeNumberField("from", decision.from());
        json.writeNumberField("to", decision.to());
        json.writeStringField("won", decision.won());
        json.writeObjectFieldStart("candidates");
        for (final Decision.Candidate candidate : decision.candidates()) {
            json.writeNumberField(candidate.name(), candidate.nodes());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("guards");
        for (final String guard : decision.guards()) {
            json.writeString(guard);
        }
        json.writeEndArray();
        final Decision.Basis basis = decision.forecast();
        json.writeObjectFieldStart("forecast");
        json.writeNumberField("horizon_ms", basis.horizonMs());
        json.writeNumberField("lead_time_ms", basis.leadTimeMs());
        json.writeNumberField("quantile", basis.quantile());
        json.writeNumberField("median", basis.median());
        json.writeNumberField("chosen", basis.chosen());
        json.writeNumberField("confidence", basis.confidence());
        json.writeEndObject();
        if (decision.shares().isPresent()) {
            json.writeObjectFieldStart("mix");
            ReplicaApi.known(
                    json, "present_share", decision.shares().orElseThrow().present());
            ReplicaApi.known(
                    json, "predicted_share", decision.shares().orElseThrow().predicted());
            json.writeEndObject();
        }
        json.writeNumberField("usd_per_hour_delta", decision.usdPerHourDelta());
        json.writeNumberField("sla_risk", decision.slaRisk());
        json.writeStringField("outcome", decision.outcome().toString());
        json.writeEndObject();
    }

    /** All nodes by target, and how they went. */
    void capacity(final Call call) throws IOException, Refusal {
        final Fleet fleet = requireFleet();
        final Capacity newest = board.capacity().newest();
        final List<CapacityHistory.Point> points = board.capacity().points();
        call.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("targets");
            for (int target = 0; target < fleet.nodeTargets(); target++) {
                target(json, fleet, newest, target);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("history");
            for (final CapacityHistory.Point point : points) {
                json.writeStartArray();
                json.writeNumber(point.atMs());
                json.writeNumber(point.running());
                json.writeNumber(point.ordered());
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void target(final JsonGenerator json, final Fleet fleet, final Capacity newest, final int target)
            throws IOException {
        final String name = fleet.target(target).name();
        json.writeStartObject();
        json.writeStringField("target", name);
        json.writeNumberField("running", newest.of(target).running());
        json.writeNumberField("ordered", newest.of(target).ordered());
        json.writeNumberField("desired", board.desired(name, newest.of(target)));
        json.writeNumberField("usd_per_hour", fleet.usdPerHour(target));
        json.writeEndObject();
    }

    /** One number, as KEDA's metrics-api trigger and adapters of external metrics read it. */
    void desired(final Call call) throws IOException, Refusal {
        final String name = call.rest("/api/capacity/");
        final Fleet fleet = requireFleet();
        final int target = fleet.targetIndex(name);
        if (target < 0) {
            throw Refusal.unknown("target", name, "one of /api/capacity");
        }
        final int desired = board.desired(name, board.capacity().newest().of(target));
        call.json(json -> {
            json.writeStartObject();
            json.writeStringField("target", name);
            json.writeNumberField("value", desired);
            json.writeEndObject();
        });
    }

    private Fleet requireFleet() throws Refusal {
        return board.capacity().requireInput().fleet();
    }
}
