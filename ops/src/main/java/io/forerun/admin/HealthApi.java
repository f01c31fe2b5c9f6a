package io.forerun.admin;

import io.forerun.pipeline.FailStop;
import java.io.IOException;

/** {@code /health/live}: the pipeline has not failed. {@code /health/ready}: the engine answers through the ring. */
final class HealthApi {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Board board;
    private final FailStop failStop;

    HealthApi(final Board board, final FailStop failStop) {
        this.board = board;
        this.failStop = failStop;
    }

    void live(final Call call) throws IOException {
        final boolean lives = failStop.failure() == null;
        answer(call, lives ? OK : UNAVAILABLE, lives ? "live" : "stopped");
    }

    void ready(final Call call) throws IOException, Refusal {
        board.questions().status();
        answer(call, OK, "ready");
    }

    private static void answer(final Call call, final int status, final String word) throws IOException {
        call.json(status, json -> {
            json.writeStartObject();
            json.writeStringField("status", word);
            json.writeEndObject();
        });
    }
}
