package io.forerun.backtest;

import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.core.Egress;
import io.forerun.core.Reply;
import io.forerun.forecast.ForecastTable;
import io.forerun.journal.ChronicleJournal;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.Start;
import io.forerun.plan.Fleet;
import io.forerun.simd.Kernels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a journal's days would have cost with another fleet: its demand and its forecasts, replayed, under the product's planner and
 * decisions with either fleet in the simulator. The first day, or half of a shorter journal, is not scored.
 *
 * @param fromMs begin of what is scored
 * @param toMs its end
 * @param own the journal's fleet
 * @param other the fleet asked for
 */
public record WhatIf(long fromMs, long toMs, Side own, Side other) {
    private static final int DAY = 1_440;
    private static final double PEAK_LEVEL = 0.99;

    /**
     * One fleet.
     *
     * @param costUsd price of all nodes
     * @param unservedPct work not done within the SLA's latency, percent
     * @param shortfallUsd penalty for what lacked
     */
    public record Side(double costUsd, double unservedPct, double shortfallUsd) {}

    /**
     * Replays the journal twice, once for its demand and once for its forecasts.
     *
     * @throws IllegalArgumentException if the journal has no whole bucket of a minute to judge by
     */
    public static WhatIf of(final Path journal, final Fleet other) {
        final Demand demand = new Demand();
        final Fleet fleet = replay(journal, demand::add);
        final double[] requests = demand.whole();
        if (requests.length < 2 || demand.bucketMs != Workload.BUCKET_MS) {
            throw new IllegalArgumentException("journal: minutes=" + requests.length + ", bucket_ms=" + demand.bucketMs
                    + ", allowed=2 and up, " + Workload.BUCKET_MS);
        }
        return compare(
                workload(demand, requests, fleet),
                workload(demand, requests, other),
                reader -> replay(journal, reader));
    }

    /** Either fleet on the same demand and tables. */
    static WhatIf compare(final Workload own, final Workload other, final Consumer<Consumer<ForecastTable>> forecasts) {
        final List<Lane> lanes = List.of(new Lane(own), new Lane(other));
        forecasts.accept(table -> lanes.forEach(lane -> lane.onTable(table)));
        return new WhatIf(
                own.timeMs(own.testFrom()),
                own.timeMs(own.testTo()),
                lanes.getFirst().side(),
                lanes.getLast().side());
    }

    private static Workload workload(final Demand demand, final double[] requests, final Fleet fleet) {
        final double[] sorted = Arrays.stream(requests)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        final double peak = sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * PEAK_LEVEL)];
        final Fleet scaled = fleet.scaledTo(peak);
        return new Workload(
                demand.startMs,
                requests,
                Math.min(DAY, requests.length / 2),
                requests.length,
                scaled,
                scaled.cost(demand.newest));
    }

    /** The journal's fleet. */
    private static Fleet replay(final Path journal, final Consumer<ForecastTable> tables) {
        final Egress egress = new Egress() {
            @Override
            public void ack(
                    final long session,
                    final long sequence,
                    final long trimmed,
                    final long[] refused,
                    final boolean end) {}

            @Override
            public void reply(final Reply reply) {
                if (reply instanceof final Reply.TablePublished published) {
                    tables.accept(published.table());
                }
            }
        };
        final JournalReplay replay = new JournalReplay(Kernels.preferred(), egress, UnaryOperator.identity())
                .run(ChronicleJournal.source(journal), Start.OLDEST);
        if (replay.engine() == null) {
            throw new IllegalArgumentException("journal: value=" + journal + ", allowed=one with records in it");
        }
        try (var engine = replay.engine()) {
            return engine.config().fleet();
        }
    }

    /** Requests of every bucket as they closed; those that no table was made for are not known. */
    private static final class Demand {
        private final List<Double> requests = new ArrayList<>();
        private long startMs = -1;
        private int bucketMs;
        private ForecastTable.Curve newest;

        void add(final ForecastTable table) {
            bucketMs = table.config().bucketMs();
            startMs = startMs < 0 ? table.atMs() - bucketMs : startMs;
            newest = table.curve(0);
            while (requests.size() < (table.atMs() - startMs) / bucketMs - 1) {
                requests.add(Double.NaN);
            }
            requests.add((double) newest.lastObserved());
        }

        double[] whole() {
            return requests.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** One fleet's simulation, led by the tables. */
    private static final class Lane {
        private final Workload workload;
        private final Simulation simulation;
        private ForecastTable last;
        private int next;

        Lane(final Workload workload) {
            this.workload = workload;
            simulation = new Simulation(workload, Scenario.USUAL, Policies.forerun(workload, 1), 0);
        }

        /** Runs what lies before the table. */
        void onTable(final ForecastTable table) {
            final long begin = (table.atMs() - workload.startMs()) / Workload.BUCKET_MS;
            while (next < Math.min(begin, workload.testTo())) {
                simulation.advance(last);
                next++;
            }
            last = table;
        }

        Side side() {
            final List<DayFigures> days = simulation.course().days();
            final double penalty = workload.fleet().poolSla().penaltyUsdPerNodeHour();
            final Scoring scoring = new Scoring(days, workload.fleet().poolSla().latencyMs(), penalty);
            final double costUsd = scoring.costUsd(days);
            return new Side(costUsd, scoring.unservedPct(days), scoring.total(days) - costUsd);
        }
    }
}
