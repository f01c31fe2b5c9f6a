package io.forerun.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.backtest.BacktestResult;
import io.forerun.backtest.Figure;
import io.forerun.backtest.FrontPoint;
import io.forerun.backtest.PolicyScore;
import io.forerun.backtest.Reading;
import io.forerun.backtest.rival.HpaSetting;
import java.io.IOException;
import java.nio.file.Path;

/** A backtest as one JSON object. */
final class BacktestJson {
    private BacktestJson() {}

    static void write(final BacktestResult result, final Path fleet, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("trace", result.trace());
        out.writeStringField("fleet", fleet.getFileName().toString());
        out.writeArrayFieldStart("policies");
        for (final PolicyScore policy : result.policies()) {
            write(policy, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("hpa_front");
        for (final FrontPoint<HpaSetting> point : result.hpaFront()) {
            out.writeStartObject();
            out.writeNumberField("target_pct", point.setting().targetPct());
            out.writeNumberField("min_nodes", point.setting().minNodes());
            out.writeNumberField("cost_usd", point.costUsd());
            out.writeNumberField("unserved_pct", point.unservedPct());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("forerun_front");
        for (final FrontPoint<Double> point : result.forerunFront()) {
            out.writeStartObject();
            out.writeNumberField("penalty_factor", point.setting());
            out.writeNumberField("cost_usd", point.costUsd());
            out.writeNumberField("unserved_pct", point.unservedPct());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("forerun_against_hpa");
        for (final Reading at : result.readings()) {
            out.writeStartObject();
            out.writeNumberField("hpa_unserved_pct", at.unservedPct());
            out.writeNumberField("hpa_cost_usd", at.costUsd());
            number("unserved_pct_at_equal_cost", at.unservedAtCostPct(), out);
            number("cost_usd_at_equal_unserved", at.costAtUnservedUsd(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(final PolicyScore policy, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("policy", policy.policy());
        write("cost_usd", policy.costUsd(), out);
        write("unserved_pct", policy.unservedPct(), out);
        write("deficient_capacity_hours", policy.deficientCapacityHours(), out);
        write("excess_capacity_hours", policy.excessCapacityHours(), out);
        write("sla_minutes", policy.slaMinutes(), out);
        write("p99_wait_ms", policy.p99WaitMs(), out);
        write("scale_actions", policy.scaleActions(), out);
        write("regret_pct", policy.regretPct(), out);
        out.writeEndObject();
    }

    private static void write(final String name, final Figure figure, final JsonGenerator out) throws IOException {
        number(name, figure.value(), out);
        number(name + "_low", figure.low(), out);
        number(name + "_high", figure.high(), out);
    }

    private static void number(final String name, final double value, final JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        } else {
            out.writeNullField(name);
        }
    }
}
