package io.forerun.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.PlanInput;
import io.forerun.plan.ServiceMix;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /api/replicas}, and the same for Prometheus: replicas of services, and the mix of requests that asks for them. */
final class ReplicaApi {
    private static final double MS = 1e3;

    private final Board board;

    ReplicaApi(final Board board) {
        this.board = board;
    }

    /**
     * A service as of the newest plan.
     *
     * @param requests of the newest bucket, NaN where they were not observed
     * @param shares of all requests, now and at the end of the horizon
     */
    private record Row(
            String service,
            String target,
            Capacity.Nodes present,
            int desired,
            double requests,
            Decision.Shares shares,
            int horizonMs) {}

    private List<Row> rows(final PlanInput input) {
        final Fleet fleet = input.fleet();
        final List<Row> rows = new ArrayList<>();
        final Optional<ServiceMix> mix = input.mix();
        for (int target = fleet.nodeTargets(); target < fleet.targetCount() && mix.isPresent(); target++) {
            final int service = fleet.serviceOf(target);
            final String name = fleet.target(target).name();
            final Capacity.Nodes present = input.capacity().of(target);
            final int horizonMs = mix.orElseThrow().horizonMs(fleet, target);
            rows.add(new Row(
                    fleet.services().get(service).name(),
                    name,
                    present,
                    board.desired(name, present),
                    mix.orElseThrow().present(service),
                    mix.orElseThrow().shares(service, horizonMs),
                    horizonMs));
        }
        return rows;
    }

    void list(final Call call) throws IOException, Refusal {
        final PlanInput input = board.capacity().requireInput();
        final List<Row> rows = rows(input);
        call.json(json -> {
            json.writeStartObject();
            json.writeNumberField("at_ms", input.basedOnMs());
            json.writeNumberField(
                    "users_in_session", input.mix().map(ServiceMix::users).orElse(0L));
            json.writeArrayFieldStart("services");
            for (final Row row : rows) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(final JsonGenerator json, final Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("service", row.service());
        json.writeStringField("target", row.target());
        json.writeNumberField("running", row.present().running());
        json.writeNumberField("ordered", row.present().ordered());
        json.writeNumberField("desired", row.desired());
        known(json, "requests", row.requests());
        known(json, "present_share", row.shares().present());
        known(json, "predicted_share", row.shares().predicted());
        json.writeNumberField("horizon_ms", row.horizonMs());
        json.writeEndObject();
    }

    /** A number, null where it is not known. */
    static void known(final JsonGenerator json, final String name, final double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    void register(final PrometheusRegistry registry) {
        gauge(registry, "forerun_replicas", "Replicas of a service, by state", "state", (row, out) -> {
            out.take(row.present().running(), "running");
            out.take(row.present().ordered(), "ordered");
            out.take(row.desired(), "desired");
        });
        gauge(registry, "forerun_service_share_ratio", "Share of a service in all requests", "when", (row, out) -> {
            out.take(row.shares().present(), "present");
            out.take(row.shares().predicted(), "predicted");
        });
        GaugeWithCallback.builder()
                .name("forerun_service_horizon_seconds")
                .help("How far ahead the predicted share of a service is")
                .labelNames("service")
                .callback(out -> newest().forEach(row -> out.call(row.horizonMs() / MS, row.service())))
                .register(registry);
    }

    /** Says what a label's values are. */
    private interface Values {
        void of(Row row, Out out);
    }

    /** Takes one of them. */
    private interface Out {
        void take(double value, String label);
    }

    private void gauge(
            final PrometheusRegistry registry,
            final String name,
            final String help,
            final String label,
            final Values values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("service", label)
                .callback(out ->
                        newest().forEach(row -> values.of(row, (value, of) -> out.call(value, row.service(), of))))
                .register(registry);
    }

    private List<Row> newest() {
        final PlanInput input = board.capacity().input();
        return input == null ? List.of() : rows(input);
    }
}
