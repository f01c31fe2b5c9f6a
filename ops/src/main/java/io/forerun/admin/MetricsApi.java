package io.forerun.admin;

import io.forerun.codec.RejectCode;
import io.forerun.core.EngineStatus;
import io.forerun.forecast.ForecastTable;
import io.forerun.gateway.Gateway;
import io.forerun.plan.Capacity;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** {@code /metrics}: the same figures for Prometheus. Read when scraped; nothing is counted twice. */
final class MetricsApi {
    private static final int OK = 200;
    private static final double MS = 1e3;
    private static final int[] LEVELS = {ForecastTable.MEDIAN, 5, 6, 7};
    private static final int MOST_GROUPS = 200;

    private final Board board;
    private final Gateway gateway;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private volatile EngineStatus status;

    MetricsApi(final Board board, final Gateway gateway, final List<Consumer<PrometheusRegistry>> others) {
        this.board = board;
        this.gateway = gateway;
        counter("forerun_records_accepted", "Activity records applied", EngineStatus::accepted);
        counter("forerun_records_refused", "Activity records refused", EngineStatus::refused);
        counter("forerun_records_duplicate", "Activity records trimmed as already taken", EngineStatus::duplicates);
        counter("forerun_records_late", "Activity records of a closed bucket", EngineStatus::late);
        counter("forerun_records_unprofiled", "Activity records of users without room", EngineStatus::unprofiled);
        counter("forerun_records_ungrouped", "Activity records that count in the total only", EngineStatus::ungrouped);
        counter("forerun_profiles_evicted", "User profiles that made room for others", EngineStatus::evicted);
        counter("forerun_profiles_forgotten", "User profiles erased on demand", EngineStatus::forgotten);
        counter("forerun_decisions", "Decisions made", EngineStatus::decisions);
        counter("forerun_due_skipped", "Users due and not announced, too many at once", EngineStatus::dueSkipped);
        gauge("forerun_due_later", "Users who are due later and waited for", EngineStatus::dueLater);
        gauge(
                "forerun_model_epoch",
                "Models of users that came into force",
                now -> now.model().epoch());
        gauge(
                "forerun_model_trained_until_timestamp_seconds",
                "End of what the model in force was trained on, 0 for none",
                now -> now.model().toMs() / MS);
        gauge("forerun_profiles", "User profiles held", EngineStatus::users);
        gauge("forerun_groups", "Demand series, total included", EngineStatus::groups);
        gauge("forerun_engine_time_seconds", "Newest time the engine has seen", now -> now.nowMs() / MS);
        gauge("forerun_paused", "1 while nothing is decided", now -> now.paused() ? 1 : 0);
        mode();
        rejects();
        demand();
        nodes();
        others.forEach(other -> other.accept(registry));
    }

    private void counter(final String name, final String help, final ToDoubleFunction<EngineStatus> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(out -> out.call(value.applyAsDouble(status)))
                .register(registry);
    }

    private void gauge(final String name, final String help, final ToDoubleFunction<EngineStatus> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(out -> out.call(value.applyAsDouble(status)))
                .register(registry);
    }

    private void mode() {
        GaugeWithCallback.builder()
                .name("forerun_mode")
                .help("1 for the mode in force")
                .labelNames("mode")
                .callback(out -> {
                    for (final Mode mode : Mode.values()) {
                        out.call(status.mode() == mode ? 1 : 0, DecisionApi.word(mode));
                    }
                })
                .register(registry);
    }

    private void rejects() {
        CounterWithCallback.builder()
                .name("forerun_due_dropped")
                .help("Users due and left out for clients that did not read")
                .callback(out -> out.call(gateway.dueDropped()))
                .register(registry);
        CounterWithCallback.builder()
                .name("forerun_gateway_rejects")
                .help("Rejects sent to clients")
                .labelNames("code")
                .callback(out -> {
                    for (final RejectCode code : RejectCode.values()) {
                        if (code != RejectCode.NULL_VAL) {
                            out.call(gateway.rejects(code), code.name());
                        }
                    }
                })
                .register(registry);
    }

    private void demand() {
        GaugeWithCallback.builder()
                .name("forerun_demand_requests")
                .help("Requests in the newest closed bucket; NaN where it was not observed")
                .labelNames("group")
                .callback(out -> eachGroup((table, series) -> out.call(
                        table.curve(series).lastObserved(), table.names().get(series))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("forerun_forecast_requests")
                .help("Requests in the farthest bucket forecast, by quantile")
                .labelNames("group", "level") // "quantile" belongs to summaries.
                .callback(out -> eachGroup((table, series) -> {
                    for (final int level : LEVELS) {
                        out.call(
                                table.quantile(series, table.config().steps(), level),
                                table.names().get(series),
                                Double.toString(ForecastTable.level(level)));
                    }
                }))
                .register(registry);
        GaugeWithCallback.builder()
                .name("forerun_forecast_drifting")
                .help("1 while demand strays from its quantiles for longer than chance explains")
                .labelNames("group")
                .callback(out -> eachGroup((table, series) ->
                        out.call(table.isDrifting(series) ? 1 : 0, table.names().get(series))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("forerun_confidence_error_ratio")
                .help("Mean distance of confidence claimed from confidence kept, total, 5 minutes ahead")
                .callback(out -> out.call(board.reliability().diagram().error()))
                .register(registry);
    }

    /** Takes a series of a table. */
    private interface EachGroup {
        void take(ForecastTable table, int series);
    }

    private void eachGroup(final EachGroup each) {
        final ForecastTable table = board.table();
        for (int series = 0;
                table != null && series < Math.min(MOST_GROUPS, table.names().size());
                series++) {
            each.take(table, series);
        }
    }

    private void nodes() {
        GaugeWithCallback.builder()
                .name("forerun_nodes")
                .help("Nodes as the provisioner sees them")
                .labelNames("target", "state")
                .callback(out -> {
                    final Fleet fleet = board.capacity().fleet();
                    final Capacity capacity = board.capacity().newest();
                    for (int target = 0; fleet != null && target < fleet.nodeTargets(); target++) {
                        final String name = fleet.target(target).name();
                        out.call(capacity.of(target).running(), name, "running");
                        out.call(capacity.of(target).ordered(), name, "ordered");
                    }
                })
                .register(registry);
    }

    /** One status for all figures of a scrape. */
    synchronized void scrape(final Call call) throws IOException, Refusal {
        status = board.questions().status();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
        call.send(OK, "text/plain; version=0.0.4; charset=utf-8", bytes.toByteArray());
    }
}
