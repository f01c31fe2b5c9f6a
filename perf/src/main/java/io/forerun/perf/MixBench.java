package io.forerun.perf;

import io.forerun.client.ActivityRow;
import io.forerun.core.ActivityRun;
import io.forerun.core.Egress;
import io.forerun.core.Engine;
import io.forerun.core.EngineConfig;
import io.forerun.core.NameKind;
import io.forerun.core.Reply;
import io.forerun.forecast.ForecastConfig;
import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.Mode;
import io.forerun.plan.NodeType;
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Replicas;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.simd.Kernels;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.TraceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which way to tell what services will be asked for misses least, and what does it cost the engine to follow users? Claims are made at the
 * end of each minute of the second half, before anything of what they are about was seen. Where records name no service, it is the part of
 * the action before its first underscore.
 */
final class MixBench implements Egress {
    private static final int MINUTE_MS = 60_000;
    private static final long SESSION = 1;

    private record Event(long atMs, long user, int action, int service) {}

    private final String what;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Integer> actions = new HashMap<>();
    private final Map<String, Integer> services = new HashMap<>();
    private final Map<String, List<String>> actionsOf = new TreeMap<>();
    private PlanInput asked;

    MixBench(final ActivitySource source) throws TraceException {
        what = source.name();
        final Map<String, Long> users = new HashMap<>();
        final ActivityRow row = new ActivityRow();
        while (source.next(row)) {
            final String service = row.service.isEmpty() ? row.action.split("_", 2)[0] : row.service;
            final int known = actions.size();
            final int action = actions.computeIfAbsent(row.action, unused -> known + 1);
            if (actions.size() > known) {
                actionsOf.computeIfAbsent(service, unused -> new ArrayList<>()).add(row.action);
            }
            final int served = services.computeIfAbsent(service, unused -> services.size() + 1);
            events.add(new Event(
                    row.timestampMs, users.computeIfAbsent(row.user, unused -> users.size() + 1L), action, served));
        }
    }

    private Fleet fleet(final boolean follows) {
        final List<Service> all = new ArrayList<>();
        actionsOf.forEach((name, ofService) -> all.add(new Service(
                name,
                "web",
                10,
                1,
                0,
                10,
                0,
                1,
                follows ? Optional.of(new Replicas(ofService, .1, 64, 0, 0, 0, 1, 1_000)) : Optional.empty())));
        return new Fleet(
                List.of(new NodeType("c1", 1, 4, 0, 0.1, 120_000, 180_000, 500)),
                List.of(new Region("eu", 1)),
                List.of(new Sla("web", 99, 250, 0.9)),
                all,
                Limits.DEFAULT,
                Planning.DEFAULT,
                List.of(),
                0);
    }

    Figure run() {
        final long offNs = replay(false, Optional.empty());
        final MixTally tally = new MixTally(actionsOf.size(), ForecastConfig.DEFAULT.steps());
        final long onNs = replay(true, Optional.of(tally));
        final List<Measure> measures = new ArrayList<>();
        for (int horizon = 0; horizon < MixTally.HORIZONS.length; horizon++) {
            for (int way = 0; way < MixTally.WAYS.length; way++) {
                measures.add(Measure.plain(
                        MixTally.WAYS[way] + "_wmape_" + MixTally.HORIZONS[horizon] + "min",
                        Laps.of(tally.wmape(horizon, way))));
            }
        }
        return new Figure(
                "mix-" + what,
                events.size(),
                Laps.of(events.size() * 1e9 / onNs),
                "the same with nobody followed",
                Laps.of(events.size() * 1e9 / offNs),
                List.of(),
                null,
                measures);
    }

    private long replay(final boolean follows, final Optional<MixTally> tally) {
        final EngineConfig config =
                new EngineConfig(42, ForecastConfig.DEFAULT, 1_000_000, 3, Mode.FORECAST_ONLY, fleet(follows));
        final long startedNs = System.nanoTime();
        try (Engine engine = new Engine(config, Kernels.preferred())) {
            final long firstMs = events.getFirst().atMs();
            engine.onSessionOpen(firstMs, SESSION, 1, 1, 1, this);
            actions.forEach((name, number) -> engine.onDictionary(SESSION, NameKind.ACTION, number, name));
            services.forEach((name, number) -> engine.onDictionary(SESSION, NameKind.SERVICE, number, name));
            final ActivityRun run = new ActivityRun();
            long tickMs = (firstMs / MINUTE_MS + 1) * MINUTE_MS;
            int taken = 0;
            while (taken < events.size()) {
                final int next = take(engine, run, taken, tickMs);
                if (next == taken) {
                    engine.onTick(tickMs, true, this);
                    tickMs += MINUTE_MS;
                    final boolean judged = taken > events.size() / 2;
                    tally.ifPresent(each -> each.observe(asked, judged));
                }
                taken = next;
            }
        }
        return System.nanoTime() - startedNs;
    }

    /** Hands records over that come before a time, as many as a run takes; where the next one stands. */
    private int take(final Engine engine, final ActivityRun run, final int from, final long untilMs) {
        int next = from;
        for (; next < Math.min(events.size(), from + ActivityRun.CAPACITY); next++) {
            final Event event = events.get(next);
            if (event.atMs() >= untilMs) {
                break;
            }
            run.timestampMs[next - from] = event.atMs();
            run.userId[next - from] = event.user();
            run.action[next - from] = event.action();
            run.service[next - from] = event.service();
        }
        if (next > from) {
            run.begin(SESSION, from + 1, next - from);
            engine.onActivity(run, Math.max(engine.nowMs(), events.get(next - 1).atMs()), this);
        }
        return next;
    }

    @Override
    public void ack(
            final long session, final long sequence, final long trimmed, final long[] refused, final boolean end) {}

    @Override
    public void reply(final Reply reply) {
        if (reply instanceof final Reply.PlanRequested request) {
            asked = request.input();
        }
    }
}
