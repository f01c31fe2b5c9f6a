package io.forerun.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.client.QueryClient;
import io.forerun.codec.DecisionDecoder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists decisions with their reasons. */
@Command(name = "decisions", description = "Lists decisions and why they were made.", mixinStandardHelpOptions = true)
final class DecisionsCommand implements Callable<Integer> {
    @Mixin
    private ServerOption server;

    @Option(names = "--why", paramLabel = "ID", description = "All about one decision.")
    private Long why;

    @Option(names = "--from", paramLabel = "ID", description = "First id to list (default: the last 50).")
    private Long from;

    @Option(
            names = "--prewarm",
            description = "Follow users who are due instead: who comes within five minutes, and what it will need.")
    private boolean prewarm;

    @Option(names = "--first", paramLabel = "N", description = "With --prewarm: end after so many.")
    private Long first;

    @Option(names = "--json", description = "Print one JSON array; with --prewarm one object a line.")
    private boolean json;

    /** One decision as printed. */
    record Row(
            long id,
            long atMs,
            String mode,
            long fromNodes,
            long toNodes,
            long leadTimeMs,
            long horizonMs,
            double quantile,
            double median,
            double chosen,
            double confidence,
            double usdPerHourDelta,
            double slaRisk,
            double presentShare,
            double predictedShare,
            Map<String, Long> candidates,
            List<String> guards,
            String target,
            String won,
            String outcome) {
        boolean ofService() {
            return !Double.isNaN(predictedShare);
        }

        /** How the mix moves, of a service. */
        String mix() {
            final String now =
                    Double.isNaN(presentShare) ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * presentShare);
            return ofService()
                    ? String.format(Locale.ROOT, ", share of all requests %s -> %.1f %%", now, 100 * predictedShare)
                    : "";
        }

        static Row read(final DecisionDecoder decision) {
            final Map<String, Long> candidates = new LinkedHashMap<>();
            final List<String> guards = new ArrayList<>();
            decision.candidates().forEach(candidate -> {
                final long nodes = candidate.nodes();
                candidates.put(candidate.name(), nodes);
            });
            decision.guards().forEach(guard -> guards.add(guard.name()));
            final String target = decision.target();
            final String won = decision.won();
            final String outcome = decision.outcome();
            return new Row(
                    decision.decisionId(),
                    decision.atMs(),
                    ConfigFile.word(decision.mode()),
                    decision.fromNodes(),
                    decision.toNodes(),
                    decision.leadTimeMs(),
                    decision.horizonMs(),
                    decision.quantile(),
                    decision.forecastMedian(),
                    decision.forecastChosen(),
                    decision.confidence(),
                    decision.usdPerHourDelta(),
                    decision.slaRisk(),
                    decision.presentShare(),
                    decision.predictedShare(),
                    candidates,
                    guards,
                    target,
                    won,
                    outcome);
        }
    }

    @Override
    public Integer call() {
        if (prewarm) {
            return follow();
        }
        if (first != null) {
            throw new BadInputException("--first: value=" + first + ", allowed=with --prewarm only");
        }
        final List<Row> rows = new ArrayList<>();
        try (QueryClient client = server.connect()) {
            client.decisions(why != null ? why : from != null ? from : 0, decision -> rows.add(Row.read(decision)));
        }
        if (why != null) {
            rows.removeIf(row -> row.id() != why);
            if (rows.isEmpty()) {
                throw new BadInputException("--why: value=" + why + ", allowed=the id of a decision that is kept");
            }
        }
        if (json) {
            JsonOutput.print(out -> write(out, rows));
        } else {
            final int shown = why == null && from == null ? 50 : rows.size();
            rows.subList(Math.max(0, rows.size() - shown), rows.size()).forEach(DecisionsCommand::print);
        }
        return 0;
    }

    private int follow() {
        if (why != null || from != null) {
            throw new BadInputException("--prewarm: allowed=without --why and --from");
        }
        if (first != null && first < 1) {
            throw new BadInputException("--first: value=" + first + ", allowed=1 and up");
        }
        final DueOutput output = new DueOutput(json, first == null ? Long.MAX_VALUE : first);
        try (QueryClient client = server.connect()) {
            client.due(output::print);
        }
        return 0;
    }

    private static void print(final Row row) {
        System.out.printf(
                Locale.ROOT,
                "%d  %s  %s  %d -> %d %s, %s won of %s%s; forecast %.0f (q%.0f: %.0f) within %d s%s, lead %d s,"
                        + " risk %.1f %%, %+.2f USD/h; %s; %s%n",
                row.id(),
                Instant.ofEpochMilli(row.atMs()),
                row.target(),
                row.fromNodes(),
                row.toNodes(),
                row.ofService() ? "replicas" : "nodes",
                row.won(),
                row.candidates(),
                row.guards().isEmpty() ? "" : ", guards " + row.guards(),
                row.median(),
                row.quantile() * 100,
                row.chosen(),
                row.horizonMs() / 1_000,
                row.mix(),
                row.leadTimeMs() / 1_000,
                row.slaRisk() * 100,
                row.usdPerHourDelta(),
                row.mode(),
                row.outcome());
    }

    private static void write(final JsonGenerator out, final List<Row> rows) throws IOException {
        out.writeStartArray();
        for (final Row row : rows) {
            out.writeStartObject();
            out.writeNumberField("id", row.id());
            out.writeNumberField("at_ms", row.atMs());
            out.writeStringField("mode", row.mode());
            out.writeStringField("target", row.target());
            out.writeNumberField("from", row.fromNodes());
            out.writeNumberField("to", row.toNodes());
            out.writeStringField("won", row.won());
            out.writeObjectFieldStart("candidates");
            for (final Map.Entry<String, Long> candidate : row.candidates().entrySet()) {
                out.writeNumberField(candidate.getKey(), candidate.getValue());
            }
            out.writeEndObject();
            out.writeArrayFieldStart("guards");
            for (final String guard : row.guards()) {
                out.writeString(guard);
            }
            out.writeEndArray();
            out.writeObjectFieldStart("forecast");
            out.writeNumberField("horizon_ms", row.horizonMs());
            out.writeNumberField("lead_time_ms", row.leadTimeMs());
            out.writeNumberField("quantile", row.quantile());
            out.writeNumberField("median", row.median());
            out.writeNumberField("chosen", row.chosen());
            out.writeNumberField("confidence", row.confidence());
            out.writeEndObject();
            if (row.ofService()) {
                out.writeObjectFieldStart("mix");
                if (Double.isNaN(row.presentShare())) {
                    out.writeNullField("present_share");
                } else {
                    out.writeNumberField("present_share", row.presentShare());
                }
                out.writeNumberField("predicted_share", row.predictedShare());
                out.writeEndObject();
            }
            out.writeNumberField("usd_per_hour_delta", row.usdPerHourDelta());
            out.writeNumberField("sla_risk", row.slaRisk());
            out.writeStringField("outcome", row.outcome());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
