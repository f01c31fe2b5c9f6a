package io.forerun.admin;

import io.forerun.core.EngineStatus;
import io.forerun.replay.TrainingHealth;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** {@code /api/model}, and training for Prometheus: which model of users is in force, and how it goes with the next one. */
final class ModelApi {
    private static final double MS = 1e3;

    private final Board board;
    private final Supplier<TrainingHealth> training;

    ModelApi(final Board board, final Supplier<TrainingHealth> training) {
        this.board = board;
        this.training = training;
    }

    void model(final Call call) throws IOException, Refusal {
        final EngineStatus.Model model = board.questions().status().model();
        final TrainingHealth now = training.get();
        call.json(json -> {
            json.writeStartObject();
            json.writeNumberField("epoch", model.epoch());
            json.writeStringField(
                    "sha256_begin", model.epoch() == 0 ? "" : HexFormat.of().toHexDigits(model.name()));
            json.writeNumberField("trained_from_ms", model.fromMs());
            json.writeNumberField("trained_to_ms", model.toMs());
            json.writeObjectFieldStart("training");
            json.writeBooleanField("on", now.isOn());
            json.writeNumberField("next_ms", now.nextMs());
            json.writeNumberField("last_ms", now.lastMs());
            json.writeNumberField("events", now.events());
            ForecastApi.number(json, "challenger", now.challenger());
            ForecastApi.number(json, "champion", now.champion());
            json.writeBooleanField("promoted", now.isPromoted());
            json.writeStringField("failure", now.failure());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    void register(final PrometheusRegistry registry) {
        gauge(
                registry,
                "failed",
                "1 where the last training came to nothing",
                now -> now.failure().isEmpty() ? 0 : 1);
        gauge(
                registry,
                "last_timestamp_seconds",
                "When the last was due, 0 before the first",
                now -> now.lastMs() / MS);
        gauge(registry, "next_timestamp_seconds", "When the next is due, 0 for never", now -> now.nextMs() / MS);
        gauge(registry, "challenger_nats", "Loss an event of the newest trained model", TrainingHealth::challenger);
        gauge(registry, "champion_nats", "Loss an event of the model before it", TrainingHealth::champion);
    }

    private void gauge(
            final PrometheusRegistry registry,
            final String name,
            final String help,
            final ToDoubleFunction<TrainingHealth> value) {
        GaugeWithCallback.builder()
                .name("forerun_training_" + name)
                .help(help)
                .callback(out -> out.call(value.applyAsDouble(training.get())))
                .register(registry);
    }
}
