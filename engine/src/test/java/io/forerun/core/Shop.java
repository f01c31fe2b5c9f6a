package io.forerun.core;

import io.forerun.forecast.ForecastConfig;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.FleetPlanner;
import io.forerun.plan.Limits;
import io.forerun.plan.Mode;
import io.forerun.plan.NodeType;
import io.forerun.plan.Plan;
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Replicas;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A shop of two services: who browses pays five to ten minutes later, nine times of ten. Twenty users come a minute; a minute's work for a
 * replica of either service is six requests. Capacity is there as soon as it was decided.
 */
final class Shop implements AutoCloseable {
    static final long START_MS = 1_700_000_040_000L;
    static final int MINUTE_MS = 60_000;
    static final int LEAD_MS = 2 * MINUTE_MS;
    static final String BROWSE = "service/browse";
    static final String PAY = "service/pay";
    private static final int BROWSING = 1;
    private static final int PAYING = 2;
    private static final long SESSION = 1;

    final RecordingEgress out = new RecordingEgress();
    final Engine engine;
    final List<Decision> decisions = new ArrayList<>();
    private final ActivityRun run = new ActivityRun();
    private final SplittableRandom random = new SplittableRandom(3);
    private final List<List<Long>> paying = new ArrayList<>();
    private final FleetPlanner planner = new FleetPlanner();
    private final int[] paid = new int[100_000];
    private long sequence = 1;
    private long user = 1;
    private long revision;
    private int minute;
    private int[] held;
    PlanInput input;

    Shop(final Mode mode) {
        engine = new Engine(config(fleet(true), mode), Kernels.scalar());
        held = new int[3];
        connect();
    }

    static EngineConfig config(final Fleet fleet, final Mode mode) {
        return new EngineConfig(42, ForecastConfig.DEFAULT, 100_000, 3, mode, fleet);
    }

    static Fleet fleet(final boolean decides) {
        final Optional<Replicas> browse = Optional.of(replicas("browsing"));
        final Optional<Replicas> pay = Optional.of(replicas("paying"));
        return new Fleet(
                List.of(new NodeType("c1", 1, 4, 0, 0.1, 120_000, 180_000, 500)),
                List.of(new Region("eu", 1)),
                List.of(new Sla("web", 99, 3_600_000, 0.9)),
                List.of(
                        new Service("browse", "web", 1_000, 1, 0, 1_000, 0, 1, decides ? browse : Optional.empty()),
                        new Service("pay", "web", 1_000, 1, 0, 1_000, 0, 1, decides ? pay : Optional.empty())),
                new Limits(0, 500, 500, MINUTE_MS, 0, 1e9, 60),
                Planning.DEFAULT,
                List.of(),
                0);
    }

    private static Replicas replicas(final String action) {
        return new Replicas(List.of(action), 1 / 7.0, 64, 0, LEAD_MS, LEAD_MS, 1, 200);
    }

    private void connect() {
        engine.onSessionOpen(Math.max(START_MS, engine.nowMs()), SESSION, 10, 20, 1, out);
        engine.onDictionary(SESSION, NameKind.ACTION, BROWSING, "browsing");
        engine.onDictionary(SESSION, NameKind.ACTION, PAYING, "paying");
        engine.onDictionary(SESSION, NameKind.SERVICE, BROWSING, "browse");
        engine.onDictionary(SESSION, NameKind.SERVICE, PAYING, "pay");
        engine.onCapacity(engine.nowMs(), new Capacity(++revision, nodes()));
    }

    /** Whoever feeds activity is gone. */
    void disconnect() {
        engine.onSessionClose(engine.nowMs(), SESSION);
    }

    private List<Capacity.Nodes> nodes() {
        final List<Capacity.Nodes> nodes = new ArrayList<>();
        for (final int running : held) {
            nodes.add(new Capacity.Nodes(running, 0));
        }
        return nodes;
    }

    /** Minutes so far. */
    int minute() {
        return minute;
    }

    /** Requests to pay of a minute. */
    int paid(final int ofMinute) {
        return paid[ofMinute];
    }

    /** A minute in which so many users come; then a plan is made, and decided. */
    void minute(final int coming) {
        final long beginMs = START_MS + (long) minute * MINUTE_MS;
        while (paying.size() < minute + 12) {
            paying.add(new ArrayList<>());
        }
        for (int each = 0; each < coming; each++) {
            act(beginMs + random.nextInt(MINUTE_MS), user, BROWSING);
            if (random.nextInt(10) > 0) {
                paying.get(minute + 5 + random.nextInt(6)).add(user);
            }
            user++;
        }
        for (final long each : paying.get(minute)) {
            act(beginMs + random.nextInt(MINUTE_MS), each, PAYING);
            paid[minute]++;
        }
        silentMinute();
    }

    /** A minute without records; whoever feeds them is still there or not. */
    void silentMinute() {
        minute++;
        final long endMs = START_MS + (long) minute * MINUTE_MS;
        engine.onTick(endMs, true, out);
        final PlanInput asked = out.last(Reply.PlanRequested.class).input();
        engine.onCapacity(endMs, new Capacity(++revision, nodes()));
        input = asked.with(new Capacity(revision, nodes()));
        final Plan plan = planner.plan(input);
        final int before = out.all(Reply.DecisionsMade.class).size();
        engine.onPlan(endMs, plan, out);
        if (out.all(Reply.DecisionsMade.class).size() > before) {
            for (final Decision decision : out.last(Reply.DecisionsMade.class).decisions()) {
                decisions.add(decision);
                held[engine.config().fleet().targetIndex(decision.target())] = decision.to();
            }
        }
        out.clear();
    }

    private void act(final long atMs, final long who, final int action) {
        run.begin(SESSION, sequence++, 1);
        run.timestampMs[0] = atMs;
        run.userId[0] = who;
        run.service[0] = action;
        run.region[0] = 0;
        run.action[0] = action;
        run.refusal[0] = Refusals.NONE;
        engine.onActivity(run, Math.max(engine.nowMs(), START_MS + (long) minute * MINUTE_MS), out);
    }

    /** Replicas or nodes decided of a target. */
    int held(final String target) {
        return held[engine.config().fleet().targetIndex(target)];
    }

    /** The newest decision about a target. */
    Decision newest(final String target) {
        return decisions.reversed().stream()
                .filter(decision -> decision.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        engine.close();
    }
}
