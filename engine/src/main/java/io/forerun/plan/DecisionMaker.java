package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Cover;
import io.forerun.plan.cover.Terms;
import io.forerun.state.Archive;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final ReactiveLoop reactive;
    private final TargetState[] states;
    private final DecisionLog log;
    private final Cover cover;
    private final PlanWeigher weigher;
    private final ReplicaWeigher replicas;
    private final long[] dropped = new long[DropReason.values().length];
    private Mode mode;
    private int modeRevision;
    private boolean paused;
    private Capacity capacity;
    private Plan followed;
    private Optional<ServiceMix> mix = Optional.empty();
    private UsualCrowd usual;
    private Decision latest;

    /** Starts with nothing running, nothing decided and mode revision 0. */
    public DecisionMaker(final Fleet fleet, final Mode mode, final int bucketMs) {
        this(fleet, mode, new DecisionLog(), new Cover(bucketMs));
    }

    private DecisionMaker(final Fleet fleet, final Mode mode, final DecisionLog log, final Cover cover) {
        this.fleet = fleet;
        this.mode = mode;
        this.log = log;
        this.cover = cover;
        rules = new DecisionRules(fleet.limits());
        reactive = new ReactiveLoop(fleet.limits().stabilisationMs());
        capacity = Capacity.none(fleet);
        states = new TargetState[fleet.targetCount()];
        for (int target = 0; target < states.length; target++) {
            states[target] = new TargetState(fleet.limits());
        }
        weigher = new PlanWeigher(fleet, states, reactive);
        replicas = new ReplicaWeigher(fleet);
    }

    /**
     * A bucket was closed, and it is known what users ask of services, where those ask for replicas.
     *
     * @return what a plan made from the table has to go by
     */
    public PlanInput observe(final ForecastTable table, final Optional<ServiceFlow> flow, final long nowMs) {
        if (flow.isPresent() && usual == null) {
            usual = nobodyUsual(table);
        }
        flow.ifPresent(each -> usual.enter(each, table));
        mix = mix(table, flow);
        return observe(table, nowMs);
    }

    private Optional<ServiceMix> mix(final ForecastTable table, final Optional<ServiceFlow> flow) {
        return flow.map(each -> ServiceMix.of(fleet, table, each, usual));
    }

    private UsualCrowd nobodyUsual(final ForecastTable table) {
        return new UsualCrowd(fleet.services().size(), table.config().steps());
    }

    /**
     * A bucket was closed: what plans would have cost is judged on it, before the plan made from the table is asked for.
     *
     * @return what that plan has to go by
     */
    public PlanInput observe(final ForecastTable table, final long nowMs) {
        final Optional<Terms> terms = weigher.terms(table);
        if (terms.isPresent()) {
            final boolean floor = fleet.planning().reactiveFloor() && followed != null;
            cover.next(table, terms.orElseThrow(), floor ? weigher.reactiveRequests(followed, table) : 0);
        }
        return input(table, nowMs);
    }

    /** What a plan made now has to go by. */
    public PlanInput input(final ForecastTable table, final long nowMs) {
        final List<Integer> scarce =
                Arrays.stream(states).map(state -> state.scarce(nowMs)).toList();
        return new PlanInput(table, capacity, fleet, modeRevision, nowMs, cover.holding(), scarce, mix);
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
        final DropReason drop = DropReason.of(
                plan,
                followed,
                capacity.revision(),
                modeRevision,
                nowMs - 2L * fleet.planning().cadenceMs());
        if (drop == null) {
            if (followed != null) {
                weigher.change(followed, plan, table);
            }
            followed = plan;
        } else {
            dropped[drop.ordinal()]++;
        }
        if (followed == null) {
            return List.of();
        }
        for (final TargetState state : states) {
            state.easeScarcity(nowMs);
        }
        final RequestCost cost = fleet.cost(table.curve(TOTAL));
        final Round round = new Round(nowMs, table, cost, drop == null ? NOT_HELD : drop.guard());
        final List<Decision> decisions = new ArrayList<>();
        final PlanWeigher.Decide decide = (target, weighing, hold) -> decide(target, weighing, hold, round, decisions);
        weigher.weigh(
                followed.below(fleet.nodeTargets()),
                new PlanWeigher.Standing(mode, capacity, free(), observedRequests),
                round,
                decide);
        replicas.weigh(followed, mix, free(), round, decide);
        return decisions;
    }

    /**
     * Goes on with another fleet: mode, pause and the decisions so far are kept, so that ids never repeat; what was known of
     * the old targets is not.
     */
    public DecisionMaker succeededBy(final Fleet next) {
        final DecisionMaker successor = new DecisionMaker(next, mode, log, cover);
        successor.modeRevision = modeRevision + 1;
        successor.paused = paused;
        return successor;
    }

    /** The provisioner reported. Until it first did, nothing is decided that would be sent. */
    public void onCapacity(final Capacity observed) {
        if (observed.targets().size() != states.length) {
            throw new IllegalArgumentException(
                    "capacity: targets=" + observed.targets().size() + ", allowed=" + states.length);
        }
        if (capacity.revision() == 0) {
            for (final TargetState state : states) {
                state.restart();
            }
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
                final Decision decision =
                        Decision.restored(log.nextId(), nowMs, fleet, target, state.floor(), state.base());
                log.add(decision);
                decisions.add(decision);
                state.forgetFloor();
            }
        }
        return decisions;
    }

    /** What became of a decision; one that is not known any more is ignored. */
    public Optional<Decision> onOutcome(final long id, final Outcome.State state, final String text) {
        final Decision decision = log.find(id);
        if (decision == null) {
            return Optional.empty();
        }
        log.outcome(id, new Outcome(state, text));
        final int target = fleet.targetIndex(decision.target());
        if (target >= 0) {
            states[target].outcome(decision, state);
        }
        return Optional.of(log.find(id));
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
        return log.recent(fromId);
    }

    /** Decisions that were sent and are not done with, and those that are the newest of their target and in force. */
    public List<Decision> open() {
        return log.open();
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

    /**
     * Passes the whole state.
     *
     * @param table the newest one
     * @param flow what users ask of services beside it, as last observed
     */
    public void pass(final Archive archive, final ForecastTable table, final Optional<ServiceFlow> flow) {
        mode = archive.pass(mode, Mode.class);
        modeRevision = archive.pass(modeRevision);
        paused = archive.pass(paused);
        capacity = archive.pass(capacity, Capacity.class);
        reactive.pass(archive);
        cover.pass(archive);
        for (final TargetState state : states) {
            state.pass(archive);
        }
        archive.pass(dropped);
        followed = archive.pass(followed, Plan.class);
        latest = archive.pass(latest, Decision.class);
        log.pass(archive);
        replicas.pass(archive);
        if (archive.pass(usual != null)) {
            usual = usual == null ? nobodyUsual(table) : usual;
            usual.pass(archive);
        }
        if (archive.pass(mix.isPresent()) && archive.isRestoring()) {
            mix = mix(table, flow);
        }
    }

    /** Why nothing may be decided at all, empty where it may. */
    private String block() {
        if (paused) {
            return "paused";
        }
        return mode != Mode.FORECAST_ONLY && capacity.revision() == 0 ? "capacity-unknown" : NOT_HELD;
    }

    /** Whether plans may run below the reactive loop: they were judged, and the operator wants it. */
    private boolean free() {
        return mode == Mode.FULL
                && !fleet.planning().reactiveFloor()
                && cover.holding().known();
    }

    private void decide(
            final Plan.ForTarget plan,
            final Candidates.Weighing weighing,
            final String hold,
            final Round round,
            final List<Decision> decisions) {
        final int target = plan.target();
        final TargetState state = states[target];
        state.retry(round.nowMs());
        final int current = state.current(mode, capacity.of(target));
        final DecisionRules.Verdict verdict = rules.settle(
                new DecisionRules.Situation(
                        round.nowMs(), mode, current, weighing.wish(), weighing.planned(), weighing.cap(), hold),
                state);
        final List<String> guards = new ArrayList<>(verdict.guards());
        final String block = block();
        if (!block.isEmpty()) {
            guards.add(block);
        }
        final int to = block.isEmpty() ? verdict.nodes() : current;
        final boolean acts = to != current;
        final boolean first = target == followed.targets().getFirst().target();
        final boolean serves = first && !fleet.mixes();
        final Decision decision = new Decision(
                acts ? log.nextId() : 0,
                round.nowMs(),
                mode,
                fleet.target(target).name(),
                current,
                to,
                weighing.won(),
                weighing.all(),
                guards,
                Decision.Basis.of(plan),
                shares(plan),
                (to - current) * fleet.usdPerHour(target),
                serves ? round.risk(fleet, plan, to) : plan.slaRisk(),
                mode == Mode.FORECAST_ONLY ? Outcome.NOT_SENT : Outcome.PENDING);
        if (first) {
            latest = decision;
        }
        if (acts) {
            log.add(decision);
            decisions.add(decision);
        }
        if (block.isEmpty()) {
            state.decide(decision);
        }
    }

    /** How the mix moves within the horizon, of a service. */
    private Optional<Decision.Shares> shares(final Plan.ForTarget plan) {
        return plan.target() < fleet.nodeTargets()
                ? Optional.empty()
                : mix.map(each -> each.shares(fleet.serviceOf(plan.target()), plan.horizonMs()));
    }
}
