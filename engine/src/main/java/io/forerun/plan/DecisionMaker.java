package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.memory.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Turns plans into decisions: the highest of plan, reactive loop and schedule floor, within limits, under the mode in force.
 * Used on the engine's thread; all of its state is folded by {@link #digest}.
 *
 * <p>A plan that came too late, or was made for another capacity or mode, is dropped and counted; the reactive loop still
 * runs then and may add nodes, but nothing is taken away. The same holds where demand was not observed: missing is not zero.
 */
public final class DecisionMaker {
    private static final int TOTAL = 0;
    private static final String NOT_HELD = "";

    private final Fleet fleet;
    private final DecisionRules rules;
    private final ReactiveLoop reactive = new ReactiveLoop();
    private final TargetState[] states;
    private final DecisionLog log;
    private final long[] dropped = new long[DropReason.values().length];
    private Mode mode;
    private int modeRevision;
    private boolean paused;
    private Capacity capacity;
    private Plan followed;
    private Decision latest;

    /** Starts with nothing running, nothing decided and mode revision 0. */
    public DecisionMaker(final Fleet fleet, final Mode mode) {
        this(fleet, mode, new DecisionLog());
    }

    private DecisionMaker(final Fleet fleet, final Mode mode, final DecisionLog log) {
        this.fleet = fleet;
        this.mode = mode;
        this.log = log;
        rules = new DecisionRules(fleet.limits());
        capacity = Capacity.none(fleet);
        states = new TargetState[fleet.targetCount()];
        for (int target = 0; target < states.length; target++) {
            states[target] = new TargetState(fleet.limits());
        }
    }

    /**
     * A plan came back.
     *
     * @param plan what the planner wants
     * @param observedRequests demand of the last closed bucket, NaN where it was not observed
     * @param table the newest curves
     * @param nowMs not before that of the call before
     * @return new decisions, mostly none
     */
    public List<Decision> onPlan(
            final Plan plan, final double observedRequests, final ForecastTable table, final long nowMs) {
        final DropReason drop = dropReason(plan, nowMs);
        if (drop == null) {
            follow(plan, table);
        } else {
            dropped[drop.ordinal()]++;
        }
        if (followed == null) {
            return List.of();
        }
        final Plan.ForTarget primary = followed.targets().getFirst();
        final Round round = new Round(nowMs, table, costOf(table), drop == null ? NOT_HELD : drop.guard());
        final List<Decision> decisions = new ArrayList<>();
        weighPrimary(primary, observedRequests, round, decisions);
        if (round.hold().isEmpty() && !Double.isNaN(observedRequests)) {
            for (final Plan.ForTarget other :
                    followed.targets().subList(1, followed.targets().size())) {
                weighDrained(other, primary, round, decisions);
            }
        }
        return decisions;
    }

    /**
     * Goes on with another fleet: mode, pause and the decisions so far are kept, so that ids never repeat; what was known of
     * the old targets is not.
     */
    public DecisionMaker succeededBy(final Fleet next) {
        final DecisionMaker successor = new DecisionMaker(next, mode, log);
        successor.modeRevision = modeRevision + 1;
        successor.paused = paused;
        return successor;
    }

    /** The provisioner reported. */
    public void onCapacity(final Capacity observed) {
        if (observed.targets().size() != states.length) {
            throw new IllegalArgumentException(
                    "capacity: targets=" + observed.targets().size() + ", allowed=" + states.length);
        }
        capacity = observed;
    }

    /** An operator switched the mode; plans made before are dropped. */
    public void onMode(final Mode wanted) {
        if (wanted == mode) {
            return;
        }
        mode = wanted;
        modeRevision++;
        for (final TargetState state : states) {
            state.modeChanged(wanted);
        }
    }

    /** While paused nothing is decided; demand is still followed. */
    public void onPause(final boolean wanted) {
        paused = wanted;
    }

    /** Gives every raised minimum its recorded base back at once; the decisions are sent whatever mode is in force now. */
    public List<Decision> restore(final long nowMs) {
        final List<Decision> decisions = new ArrayList<>();
        for (int target = 0; target < states.length; target++) {
            final TargetState state = states[target];
            if (state.raised()) {
                final List<Decision.Candidate> base = List.of(new Decision.Candidate("base", state.base()));
                final Decision decision = new Decision(
                        log.nextId(),
                        nowMs,
                        Mode.FLOOR_ONLY,
                        fleet.target(target).name(),
                        state.floor(),
                        state.base(),
                        "base",
                        base,
                        List.of("restore"),
                        new Decision.Basis(0, fleet.nodeType(target).leadTimeP90Ms(), 0, 0, 0, 0),
                        (state.base() - state.floor()) * fleet.usdPerHour(target),
                        0,
                        Outcome.PENDING);
                log.add(decision);
                decisions.add(decision);
                state.forgetFloor();
            }
        }
        return decisions;
    }

    /** What became of a decision; one that is not known any more is ignored. */
    public void onOutcome(final long id, final Outcome.State state, final String text) {
        final Decision decision = log.find(id);
        if (decision == null) {
            return;
        }
        log.outcome(id, new Outcome(state, text));
        if (state == Outcome.State.REFUSED || state == Outcome.State.FAILED) {
            final int target = fleet.targetIndex(decision.target());
            if (target >= 0) {
                states[target].refused(decision.from());
            }
        }
    }

    /** Mode in force. */
    public Mode mode() {
        return mode;
    }

    /** How often the mode changed; plans carry it. */
    public int modeRevision() {
        return modeRevision;
    }

    /** Whether decisions are paused. */
    public boolean paused() {
        return paused;
    }

    /** Capacity as last observed. */
    public Capacity capacity() {
        return capacity;
    }

    /** The newest decisions with their outcomes, oldest first, at most 10,000. */
    public List<Decision> recent() {
        return Collections.unmodifiableList(log.recent());
    }

    /** The kept decisions from an id on, oldest first. */
    public List<Decision> recent(final long fromId) {
        return log.recent().stream().filter(decision -> decision.id() >= fromId).toList();
    }

    /** Decisions that were sent and of which nothing was heard. */
    public List<Decision> open() {
        return log.recent().stream()
                .filter(decision -> decision.outcome().state() == Outcome.State.PENDING)
                .toList();
    }

    /** The newest weighing, also where it led to nothing: then id is 0 and from equals to. */
    public Optional<Decision> latest() {
        return Optional.ofNullable(latest);
    }

    /** Decisions so far. */
    public long count() {
        return log.nextId() - 1;
    }

    /** Plans dropped for that reason. */
    public long dropped(final DropReason reason) {
        return dropped[reason.ordinal()];
    }

    /** Nodes the reactive loop would hold. */
    public int reactiveNodes() {
        return reactive.nodes();
    }

    /** Folds the whole state. */
    public void digest(final Digest digest) {
        digest.add(mode.ordinal()).add(modeRevision).add(paused ? 1L : 0L);
        digest.add(capacity.revision());
        for (final Capacity.Nodes nodes : capacity.targets()) {
            digest.add(nodes.running()).add(nodes.ordered());
        }
        reactive.digest(digest);
        for (final TargetState state : states) {
            state.digest(digest);
        }
        for (final long count : dropped) {
            digest.add(count);
        }
        digest.add(followed == null ? -1 : followed.basedOnMs());
        if (followed != null) {
            for (final Plan.ForTarget plan : followed.targets()) {
                digest.add(plan.target()).add(plan.nodes()).add(plan.chosen());
            }
        }
        log.digest(digest);
    }

    /** What all targets of one plan share. */
    private record Round(long nowMs, ForecastTable table, RequestCost cost, String hold) {
        double requests(final double nodes, final NodeType type, final double utilisation) {
            return cost.requests(nodes, table.config().bucketMs(), type, utilisation);
        }
    }

    /** What caps a target, and by which name. */
    private record Cap(int nodes, String guard) {}

    /** Candidates of one target and the name of the highest. */
    private record Weighing(int wish, String won, List<Decision.Candidate> candidates) {}

    private DropReason dropReason(final Plan plan, final long nowMs) {
        if (followed != null && plan.basedOnMs() <= followed.basedOnMs()) {
            return DropReason.SUPERSEDED;
        }
        if (plan.capacityRevision() != capacity.revision()) {
            return DropReason.CAPACITY_CHANGED;
        }
        if (plan.modeRevision() != modeRevision) {
            return DropReason.MODE_CHANGED;
        }
        return nowMs - plan.basedOnMs() > 2L * fleet.planning().cadenceMs() ? DropReason.STALE : null;
    }

    /** Takes a plan on; where it serves the pool with another type, the reactive loop counts in that type from here on. */
    private void follow(final Plan plan, final ForecastTable table) {
        if (followed != null) {
            final int before = followed.targets().getFirst().target();
            final int after = plan.targets().getFirst().target();
            if (before != after) {
                final double utilisation = fleet.planning().utilisation();
                final RequestCost cost = costOf(table);
                reactive.rebase(cost.nodes(1, 1_000, fleet.nodeType(after), utilisation)
                        / cost.nodes(1, 1_000, fleet.nodeType(before), utilisation));
            }
        }
        followed = plan;
    }

    private RequestCost costOf(final ForecastTable table) {
        return RequestCost.of(table.curve(TOTAL), fleet.defaultCost());
    }

    private void weighPrimary(
            final Plan.ForTarget plan, final double observed, final Round round, final List<Decision> decisions) {
        final NodeType type = fleet.nodeType(plan.target());
        final double utilisation = fleet.planning().utilisation();
        final int bucketMs = round.table().config().bucketMs();
        final int shadow = reactive.step(round.nowMs(), round.cost().nodes(observed, bucketMs, type, utilisation));
        final Cap cap = cap(plan.target());
        final Weighing weighing = weigh(plan, shadow, floor(type, round.nowMs()), cap, round);
        final String hold = Double.isNaN(observed) ? "missing-activity" : round.hold();
        decide(plan, weighing, cap, hold, round, decisions);
    }

    private Weighing weigh(
            final Plan.ForTarget plan, final int shadow, final int floor, final Cap cap, final Round round) {
        final List<Decision.Candidate> candidates = new ArrayList<>();
        candidates.add(new Decision.Candidate("reactive", shadow));
        int wish = shadow;
        String won = "reactive";
        if (round.hold().isEmpty()) {
            candidates.add(new Decision.Candidate("q50", plan.nodesQ50()));
            candidates.add(new Decision.Candidate("q90", plan.nodesQ90()));
            candidates.add(new Decision.Candidate("chosen", plan.nodes()));
            if (plan.nodes() >= wish) {
                wish = plan.nodes();
                won = "chosen";
            }
        }
        candidates.add(new Decision.Candidate("floor", floor));
        if (floor > wish) {
            wish = floor;
            won = "floor";
        }
        candidates.add(new Decision.Candidate("cap", cap.nodes()));
        return new Weighing(wish, wish > cap.nodes() ? "cap" : won, candidates);
    }

    /** Another type's nodes go once the nodes that take over serve. */
    private void weighDrained(
            final Plan.ForTarget plan,
            final Plan.ForTarget primary,
            final Round round,
            final List<Decision> decisions) {
        final int wanted = states[primary.target()].current(mode, capacity.of(primary.target()));
        final boolean relieved = capacity.of(primary.target()).running() >= wanted;
        final int present = states[plan.target()].current(mode, capacity.of(plan.target()));
        final int wish = relieved ? plan.nodes() : present;
        final List<Decision.Candidate> candidates = List.of(new Decision.Candidate("chosen", wish));
        final Cap cap = new Cap(Math.max(present, fleet.nodeType(plan.target()).quota()), "quota");
        decide(plan, new Weighing(wish, "chosen", candidates), cap, NOT_HELD, round, decisions);
    }

    private void decide(
            final Plan.ForTarget plan,
            final Weighing weighing,
            final Cap cap,
            final String hold,
            final Round round,
            final List<Decision> decisions) {
        final int target = plan.target();
        final TargetState state = states[target];
        state.retry(round.nowMs());
        final int current = state.current(mode, capacity.of(target));
        final DecisionRules.Verdict verdict = rules.settle(
                new DecisionRules.Situation(
                        round.nowMs(), mode, current, weighing.wish(), cap.nodes(), cap.guard(), hold),
                state);
        final List<String> guards = new ArrayList<>(verdict.guards());
        if (paused) {
            guards.add("paused");
        }
        final int to = paused ? current : verdict.nodes();
        final boolean acts = to != current;
        final Horizon horizon = Horizon.covering(round.table(), TOTAL, plan.horizonMs());
        final double utilisation = fleet.planning().utilisation();
        final Decision decision = new Decision(
                acts ? log.nextId() : 0,
                round.nowMs(),
                mode,
                fleet.target(target).name(),
                current,
                to,
                weighing.won(),
                weighing.candidates(),
                guards,
                Decision.Basis.of(plan),
                (to - current) * fleet.usdPerHour(target),
                horizon.risk(round.requests(to, fleet.nodeType(target), utilisation)),
                mode == Mode.FORECAST_ONLY ? Outcome.NOT_SENT : Outcome.PENDING);
        if (target == followed.targets().getFirst().target()) {
            latest = decision;
        }
        if (!paused) {
            state.decide(mode, round.nowMs(), current, to);
        }
        if (acts) {
            log.add(decision);
            decisions.add(decision);
        }
    }

    private int floor(final NodeType type, final long nowMs) {
        final long untilMs = nowMs + type.leadTimeP90Ms() + fleet.planning().cadenceMs();
        int floor = fleet.limits().minNodes();
        for (final ScheduleFloor scheduled : fleet.floors()) {
            if (scheduled.nodes() > floor && scheduled.touches(nowMs, untilMs)) {
                floor = scheduled.nodes();
            }
        }
        return floor;
    }

    private Cap cap(final int target) {
        final Limits limits = fleet.limits();
        final int quota = fleet.nodeType(target).quota();
        final int affordable =
                (int) Math.min(NodeType.MAX_NODES, Math.floor(limits.budgetUsdPerHour() / fleet.usdPerHour(target)));
        if (limits.maxNodes() <= quota && limits.maxNodes() <= affordable) {
            return new Cap(limits.maxNodes(), "max-nodes");
        }
        return quota <= affordable ? new Cap(quota, "quota") : new Cap(affordable, "budget");
    }
}
