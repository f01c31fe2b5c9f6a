package io.forerun.admin;

import java.io.IOException;

/** {@code /api/reliability}: confidence claimed against kept. */
final class ReliabilityApi {
    private final Board board;

    ReliabilityApi(final Board board) {
        this.board = board;
    }

    void diagram(final Call call) throws IOException {
        final Reliability.Diagram diagram = board.reliability().diagram();
        call.json(json -> {
            json.writeStartObject();
            ForecastApi.number(json, "error", diagram.error());
            json.writeArrayFieldStart("bins");
            for (int bin = 0; bin < Reliability.BINS; bin++) {
                json.writeStartObject();
                json.writeNumberField("claims", diagram.claims()[bin]);
                ForecastApi.number(json, "claimed", diagram.claimed()[bin]);
                ForecastApi.number(json, "kept", diagram.kept()[bin]);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
